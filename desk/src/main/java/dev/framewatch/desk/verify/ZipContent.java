package dev.framewatch.desk.verify;

import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.file.ZipDirectory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Files in a ZIP, read in place. Rejects path traversal, duplicate names and decompression bombs.
 * The limit applies to the bytes actually read, since the sizes declared in a ZIP may be false.
 */
final class ZipContent implements EvidenceContent {
    private static final long MIN_ALLOWANCE = 64_000_000;
    private static final int MAX_RATIO = 100;

    /** Of {@link #MAX_FILES} files with long names. */
    private static final long MAX_DIRECTORY_BYTES = 64 << 20;

    private final Path path;
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> entries = new TreeMap<>();
    private long allowance;

    private ZipContent(Path path, ZipFile zip, long allowance) {
        this.path = path;
        this.zip = zip;
        this.allowance = allowance;
    }

    static ZipContent of(Path path) throws IOException {
        long allowance = MIN_ALLOWANCE + MAX_RATIO * Files.size(path);
        ZipFile zip;
        try {
            ZipDirectory.check(path, MAX_FILES, MAX_DIRECTORY_BYTES);
            zip = new ZipFile(path.toFile());
        } catch (IOException e) {
            throw new UnreadableEvidenceException(
                    "%s: neither a folder nor a readable ZIP: %s".formatted(path, e.getMessage()),
                    e);
        }
        ZipContent content = new ZipContent(path, zip, allowance);
        try {
            content.list();
            return content;
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    private void list() throws UnreadableEvidenceException {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (entry.isDirectory() && ManifestEntry.isSafe(name.substring(0, name.length() - 1))) {
                continue;
            }
            if (!ManifestEntry.isSafe(name)) {
                throw new UnreadableEvidenceException(
                        "%s: refused: unsafe entry name '%s'"
                                .formatted(path, name.replaceAll("\\p{Cc}", "?")));
            }
            if (entries.put(name, entry) != null) {
                throw new UnreadableEvidenceException(
                        "%s: refused: duplicate entry '%s'".formatted(path, name));
            }
            if (entries.size() > MAX_FILES) {
                throw new UnreadableEvidenceException(
                        "%s: refused: more than %d files".formatted(path, MAX_FILES));
            }
        }
    }

    @Override
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new Metered(zip.getInputStream(entries.get(name)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts uncompressed bytes over all files. */
    private final class Metered extends FilterInputStream {
        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            spend(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            spend(Math.max(0, count));
            return count;
        }

        private void spend(int count) throws UnreadableEvidenceException {
            allowance -= count;
            if (allowance < 0) {
                throw new UnreadableEvidenceException(
                        "%s: refused: uncompressed size is implausibly large".formatted(path));
            }
        }
    }
}
