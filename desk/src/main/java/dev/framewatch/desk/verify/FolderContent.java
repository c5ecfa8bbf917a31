package dev.framewatch.desk.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Files in a folder, recursively. Symbolic links are not followed, since they could lead anywhere.
 */
final class FolderContent implements EvidenceContent {
    private final Path root;
    private final SortedSet<String> names = new TreeSet<>();
    private final SortedSet<String> unsupportedEntries = new TreeSet<>();

    private FolderContent(Path root) {
        this.root = root;
    }

    static FolderContent of(Path root) throws IOException {
        FolderContent content = new FolderContent(root);
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        content.add(file, attributes.isRegularFile());
                        return FileVisitResult.CONTINUE;
                    }
                });
        return content;
    }

    private void add(Path file, boolean plain) throws UnreadableEvidenceException {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (plain) {
            names.add(name);
        } else {
            unsupportedEntries.add(name + " is a symbolic link, not a regular file");
        }
        if (names.size() + unsupportedEntries.size() > MAX_FILES) {
            throw new UnreadableEvidenceException(
                    "%s: more than %d files".formatted(root, MAX_FILES));
        }
    }

    @Override
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(names);
    }

    @Override
    public SortedSet<String> unsupportedEntries() {
        return Collections.unmodifiableSortedSet(unsupportedEntries);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {}
}
