package dev.framewatch.targets;

import dev.framewatch.error.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets of a home folder, one file each. */
public final class TargetStore {
    private static final String EXTENSION = ".target";

    private final Path folder;

    public TargetStore(Path folder) {
        this.folder = folder;
    }

    /** Returns the path of the target of this name, whether or not it exists. */
    public Path file(String name) {
        return folder.resolve(TargetManifest.checkName(name) + EXTENSION);
    }

    /** Returns the names of all targets, sorted; empty if there are none. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXTENSION) && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be listed", e);
        }
    }

    /**
     * Opens a target.
     *
     * @throws NotFoundException if there is no target of that name
     * @throws InvalidTargetException if its file is invalid
     */
    public Target open(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            throw new NotFoundException(
                    "no target '%s' (available: %s)".formatted(name, listing()));
        }
        Target target = TargetFile.read(file);
        if (!target.name().equals(name)) {
            target.close();
            throw new InvalidTargetException(
                    file.toString(),
                    "name",
                    "it contains the target '%s'".formatted(target.name()));
        }
        return target;
    }

    private String listing() {
        List<String> names = names();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /**
     * Checks that a target can be written, before hours are spent on training one. Creates nothing.
     *
     * @throws IOException naming the obstacle
     */
    public void checkWritable() throws IOException {
        Path nearest = folder.toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw new FileAlreadyExistsException(nearest.toString());
        }
        if (!Files.isWritable(nearest)) {
            throw new AccessDeniedException(nearest.toString());
        }
    }

    public void save(TargetManifest manifest, byte[] head) throws IOException {
        save(manifest, head, List.of());
    }

    public void save(TargetManifest manifest, byte[] head, List<byte[]> references)
            throws IOException {
        TargetFile.write(file(manifest.name()), manifest, head, references);
    }

    /**
     * Replaces the confirmation of a target; its classifier stays as it is.
     *
     * @return the target file
     */
    public Path confirm(String name, Confirmation confirmation) throws IOException {
        TargetFile.confirm(file(name), confirmation);
        return file(name);
    }

    /** Deletes a target; returns whether it existed. */
    public boolean remove(String name) throws IOException {
        return Files.deleteIfExists(file(name));
    }
}
