package dev.framewatch.targets;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The earlier versions of targets: the last {@value #MAX} of each. Faces that reviewers rejected
 * are not in them, since those answers hold for whatever version is in use, and can be taken back.
 */
public final class TargetVersions {
    /** The maximum number of earlier versions of a target. */
    public static final int MAX = 5;

    private static final int ID_DIGITS = 12;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FILE = Pattern.compile("(\\d{8}T\\d{6})-([0-9a-f]{12})\\.target");

    private final Path folder;

    /**
     * @param folder holds a folder for each target
     */
    TargetVersions(Path folder) {
        this.folder = folder;
    }

    /**
     * An earlier version.
     *
     * @param id the first digits of the SHA-256 of its file
     * @param changedAt when it was made, or last changed
     * @param file the target file
     */
    public record Version(String id, Instant changedAt, Path file) {
        /** Returns the description of the target. */
        public TargetManifest manifest() {
            return TargetFile.readManifest(file);
        }
    }

    /** Returns the earlier versions of a target, the latest first. */
    public List<Version> of(String name) throws IOException {
        Path own = folder.resolve(TargetManifest.checkName(name));
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.flatMap(file -> version(file).stream())
                    .sorted(
                            Comparator.comparing(Version::changedAt)
                                    .thenComparing(Version::id)
                                    .reversed())
                    .toList();
        }
    }

    private static List<Version> version(Path file) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        return matcher.matches()
                ? List.of(
                        new Version(
                                matcher.group(2),
                                TIME.parse(matcher.group(1), Instant::from),
                                file))
                : List.of();
    }

    /**
     * Returns a version by the beginning of its ID, or the latest.
     *
     * @param id as many digits as make it unique; empty for the latest
     * @throws NotFoundException if there is none, or more than one
     */
    public Version get(String name, String id) throws IOException {
        List<Version> all = of(name);
        List<Version> found = all.stream().filter(one -> one.id.startsWith(id)).toList();
        if (id.isEmpty() ? found.isEmpty() : found.size() != 1) {
            throw new NotFoundException(
                    "no %sversion%s of '%s' (available: %s)"
                            .formatted(
                                    id.isEmpty() ? "earlier " : "single ",
                                    id.isEmpty() ? "" : " '%s'".formatted(id),
                                    name,
                                    all.isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ", all.stream().map(Version::id).toList())));
        }
        return found.getFirst();
    }

    /** Keeps a target file that is about to be replaced, unless it is damaged or missing. */
    void keep(String name, Path current) throws IOException {
        if (!Files.exists(current)) {
            return;
        }
        byte[] content;
        try {
            content = withoutAnswers(current);
        } catch (InvalidTargetException e) {
            return; // nobody could restore it
        }
        String id = id(content);
        Instant changedAt = Files.getLastModifiedTime(current).toInstant();
        Path file = write(name, changedAt, content);
        for (Version one : of(name)) {
            if (one.id.equals(id) && !one.file.equals(file)) {
                Files.deleteIfExists(one.file);
            }
        }
        for (Version surplus : of(name).stream().skip(MAX).toList()) {
            Files.deleteIfExists(surplus.file);
        }
    }

    private Path write(String name, Instant changedAt, byte[] content) throws IOException {
        Path file =
                folder.resolve(name)
                        .resolve("%s-%s.target".formatted(TIME.format(changedAt), id(content)));
        AtomicFile.write(file, content);
        return file;
    }

    /** Copies the versions of a target to another name; damaged ones are left out. */
    void copy(String name, String other) throws IOException {
        for (Version one : of(name)) {
            try {
                write(other, one.changedAt, TargetFile.content(one.file).named(other).bytes());
            } catch (InvalidTargetException e) {
                // nobody could restore it
            }
        }
    }

    /** Forgets the version that is in use. */
    void forget(String name, Path current) throws IOException {
        String id = id(withoutAnswers(current));
        for (Version one : of(name)) {
            if (one.id.equals(id)) {
                Files.deleteIfExists(one.file);
            }
        }
    }

    /** Deletes all versions of a target. */
    void remove(String name) throws IOException {
        DurableFiles.deleteTree(folder.resolve(TargetManifest.checkName(name)));
    }

    private static byte[] withoutAnswers(Path file) throws IOException {
        return TargetFile.content(file).withoutReviewed().bytes();
    }

    private static String id(byte[] content) {
        return Sha256.of(content).substring(0, ID_DIGITS);
    }
}
