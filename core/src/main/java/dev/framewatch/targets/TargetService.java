package dev.framewatch.targets;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.AtomicFile;
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

    /**
     * Gives a target and its earlier versions another name; see {@link TargetStore#rename}.
     *
     * @throws NotFoundException if there is no target of that name
     */
    public void rename(String name, String other) throws IOException {
        targets.rename(name, other);
    }

    /**
     * Copies a target; see {@link TargetStore#copy}.
     *
     * @throws NotFoundException if there is no target of that name
     */
    public void copy(String name, String other) throws IOException {
        targets.copy(name, other);
    }

    /**
     * An exported target.
     *
     * @param file the file that was written
     * @param omitted the number of faces that reviewers rejected, which are not in it
     */
    public record Exported(Path file, int omitted) {}

    /**
     * Writes a target to a file for another home folder. Faces that reviewers rejected are those of
     * other people in sightings of this one, and are left out.
     *
     * @param destination the file, or a folder for a file with the target's name
     * @throws NotFoundException if there is no target of that name
     * @throws ConflictException if the file exists
     * @throws InvalidTargetException if the target is invalid
     */
    public Exported export(String name, Path destination) throws IOException {
        TargetFile.Content content = TargetFile.content(file(name));
        Path file =
                Files.isDirectory(destination)
                        ? destination.resolve(targets.file(name).getFileName())
                        : destination;
        if (Files.exists(file)) {
            throw new ConflictException(file + " exists already; choose another name");
        }
        TargetFile.Content exported = content.withoutReviewed();
        AtomicFile.write(file, exported.bytes());
        return new Exported(file, rejected(content.manifest()) - rejected(exported.manifest()));
    }

    private static int rejected(TargetManifest manifest) {
        Confirmation confirmation = manifest.confirmation();
        return confirmation == null ? 0 : confirmation.rejected().size();
    }

    /** Adds a target from a file; see {@link TargetStore#add}. */
    public String importFile(Path file, String name, boolean replaces) throws IOException {
        return targets.add(file, name, replaces);
    }

    /**
     * Compares an earlier version of a target with the one in use.
     *
     * @param id the beginning of the version's ID; empty for the latest
     * @throws NotFoundException if there is no such target or version
     */
    public Compared compare(String name, String id) throws IOException {
        TargetManifest inUse = info(name);
        TargetVersions.Version version = targets.versions().get(name, id);
        return new Compared(version.id(), new TargetComparison(version.manifest(), inUse));
    }

    /**
     * An earlier version of a target, compared with the one in use.
     *
     * @param version the ID of the earlier version
     */
    public record Compared(String version, TargetComparison comparison) {}

    private static NotFoundException missing(String name) {
        return new NotFoundException("no target '%s'".formatted(name));
    }
}
