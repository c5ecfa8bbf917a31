package dev.framewatch.targets;

import dev.framewatch.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, describes and removes targets. */
public final class TargetService {
    private final TargetStore targets;

    public TargetService(TargetStore targets) {
        this.targets = targets;
    }

    /**
     * An installed target.
     *
     * @param name the target's name, from the name of the file
     * @param manifest the description of the target; null if the file is invalid
     * @param problem why the file is invalid; empty if it is valid
     */
    public record Listed(String name, @Nullable TargetManifest manifest, String problem) {}

    /** Returns all targets, sorted by name, including those with invalid files. */
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        for (String name : targets.names()) {
            try {
                all.add(new Listed(name, TargetFile.readManifest(targets.file(name)), ""));
            } catch (InvalidTargetException e) {
                all.add(new Listed(name, null, String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    /**
     * Returns the description of a target.
     *
     * @throws NotFoundException if there is no target of that name
     * @throws InvalidTargetException if its file is invalid
     */
    public TargetManifest info(String name) {
        return TargetFile.readManifest(file(name));
    }

    /**
     * Returns the file of a target, whether or not it is valid.
     *
     * @throws NotFoundException if there is no target of that name
     */
    public Path file(String name) {
        Path file = targets.file(name);
        if (!Files.exists(file)) {
            throw missing(name);
        }
        return file;
    }

    /**
     * Returns the earlier versions of a target, the latest first.
     *
     * @throws NotFoundException if there is neither a target of that name nor an earlier version
     */
    public List<TargetVersions.Version> history(String name) throws IOException {
        List<TargetVersions.Version> versions = targets.versions().of(name);
        if (versions.isEmpty()) {
            file(name);
        }
        return versions;
    }

    /**
     * Puts an earlier version of a target back; see {@link TargetStore#restore}.
     *
     * @param id the beginning of the version's ID; empty for the latest
     * @throws NotFoundException if there is no such version
     */
    public TargetVersions.Version restore(String name, String id) throws IOException {
        return targets.restore(name, id);
    }

    /**
     * Deletes the file of a target.
     *
     * @throws NotFoundException if there is no target of that name
     */
    public void remove(String name) throws IOException {
        if (!targets.remove(name)) {
            throw missing(name);
        }
    }

    private static NotFoundException missing(String name) {
        return new NotFoundException("no target '%s'".formatted(name));
    }
}
