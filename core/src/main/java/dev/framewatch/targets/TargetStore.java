package dev.framewatch.targets;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Path file = existing(name);
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

    /**
     * Saves a target. One of that name becomes an earlier version; what reviewers said about its
     * faces holds for the new one, too.
     */
    public void save(TargetManifest manifest, byte[] head, List<byte[]> references)
            throws IOException {
        replace(new TargetFile.Content(manifest, head, references), true);
    }

    /**
     * Replaces the confirmation of a target; its classifier stays as it is.
     *
     * @return the target file
     */
    public Path confirm(String name, Confirmation confirmation) throws IOException {
        Path file = file(name);
        try (TargetLock _ = TargetLock.acquire(folder)) {
            versions().keep(name, file);
            AtomicFile.write(file, TargetFile.content(file).with(confirmation).bytes());
        }
        return file;
    }

    /** Returns the earlier versions of the targets. */
    public TargetVersions versions() {
        return new TargetVersions(folder.resolve("versions"));
    }

    /** Returns the file that says how the target with this head was trained, if it exists. */
    public Path recipe(TargetManifest manifest) {
        return folder.resolve("versions")
                .resolve(manifest.name())
                .resolve("training-%s.json".formatted(manifest.head().substring(0, 12)));
    }

    /**
     * Puts an earlier version back; the one in use becomes an earlier version.
     *
     * @param id the beginning of the version's ID; empty for the latest
     * @return the version
     * @throws NotFoundException if there is no such version
     */
    public TargetVersions.Version restore(String name, String id) throws IOException {
        TargetVersions.Version version = versions().get(name, id);
        replace(TargetFile.content(version.file()).named(name), true);
        return version;
    }

    /**
     * Copies a target, without its earlier versions.
     *
     * @throws NotFoundException if there is no target of that name
     * @throws ConflictException if the other name is in use
     * @throws InvalidTargetException if its file is invalid
     */
    public void copy(String name, String other) throws IOException {
        try (TargetLock _ = TargetLock.acquire(folder)) {
            copyFile(name, other);
        }
    }

    /**
     * Gives a target, and its earlier versions, another name; throws as {@link #copy}. If the
     * process is killed, the target has its old name, and may have the new one, too.
     */
    public void rename(String name, String other) throws IOException {
        try (TargetLock _ = TargetLock.acquire(folder)) {
            FileTime changedAt = Files.getLastModifiedTime(existing(name));
            copyFile(name, other);
            versions().copy(name, other);
            Files.setLastModifiedTime(file(other), changedAt);
            Files.delete(file(name));
            versions().remove(name);
        }
    }

    private void copyFile(String name, String other) throws IOException {
        Path file = existing(name);
        requireUnused(other);
        TargetFile.Content content = TargetFile.content(file);
        TargetFile.Content copy = content.named(other);
        Path recipe = recipe(content.manifest());
        if (Files.exists(recipe)) {
            Path copied = recipe(copy.manifest());
            Files.createDirectories(copied.getParent());
            Files.copy(recipe, copied, StandardCopyOption.REPLACE_EXISTING);
        }
        AtomicFile.write(file(other), copy.bytes());
    }

    private Path existing(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            throw new NotFoundException(
                    "no target '%s' (available: %s)".formatted(name, listing()));
        }
        return file;
    }

    private void requireUnused(String name) {
        if (Files.exists(file(name))) {
            throw new ConflictException("there is a target '%s' already".formatted(name));
        }
    }

    /**
     * Adds a target from a file of another home folder, checked as when it is opened.
     *
     * @param name its name here; empty for the name in the file
     * @param replaces whether one of that name becomes an earlier version
     * @return its name
     * @throws InvalidTargetException if the file is invalid
     * @throws ConflictException if there is one of that name that is not to be replaced
     */
    public String add(Path file, String name, boolean replaces) throws IOException {
        TargetFile.read(file).close();
        TargetFile.Content content = TargetFile.content(file);
        String own = name.isEmpty() ? content.manifest().name() : name;
        replace(content.named(own), replaces);
        return own;
    }

    private void replace(TargetFile.Content content, boolean replaces) throws IOException {
        String name = content.manifest().name();
        Path file = file(name);
        try (TargetLock _ = TargetLock.acquire(folder)) {
            if (!replaces) {
                requireUnused(name);
            }
            versions().keep(name, file);
            TargetFile.Content complete = content.with(withAnswers(content.manifest(), file));
            TargetFile.write(file, complete.manifest(), complete.head(), complete.references());
            versions().forget(name, file);
        }
    }

    /** Returns the confirmation with the reviewed faces of the file that is replaced. */
    private static @Nullable Confirmation withAnswers(TargetManifest manifest, Path replaced) {
        Confirmation own = manifest.confirmation();
        if (own == null || !Files.exists(replaced)) {
            return own;
        }
        try {
            Confirmation earlier = TargetFile.readManifest(replaced).confirmation();
            return earlier == null ? own : own.withReviewedOf(earlier);
        } catch (InvalidTargetException e) {
            return own;
        }
    }

    /**
     * What became of a target file.
     *
     * @param before SHA-256 of the target file
     * @param after the same if nothing changed
     */
    public record Change(String before, String after) {}

    /**
     * Changes what reviewers said about the faces of a target, in place: this makes no version.
     *
     * @param change returns another confirmation
     * @throws IllegalArgumentException if the target has no confirmation
     */
    public Change correct(String name, UnaryOperator<Confirmation> change) throws IOException {
        Path file = file(name);
        try (TargetLock _ = TargetLock.acquire(folder)) {
            TargetFile.Content content = TargetFile.content(file);
            Confirmation before = content.manifest().confirmation();
            if (before == null) {
                throw new IllegalArgumentException("'%s' has no confirmation".formatted(name));
            }
            String hash = Sha256.of(file);
            Confirmation after = change.apply(before);
            if (after.equals(before)) {
                return new Change(hash, hash);
            }
            AtomicFile.write(file, content.with(after).bytes());
            return new Change(hash, Sha256.of(file));
        }
    }

    /** Deletes a target with its earlier versions; returns whether it existed. */
    public boolean remove(String name) throws IOException {
        Path file = file(name);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (TargetLock _ = TargetLock.acquire(folder)) {
            boolean existed = Files.deleteIfExists(file);
            versions().remove(name);
            return existed;
        }
    }
}
