package dev.framewatch.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A fake npm executable that serves a tarball from disk and counts its calls. */
final class FakeNpm {
    private final Path folder;

    private FakeNpm(Path folder) {
        this.folder = folder;
    }

    /** Copies a tarball to {@code --pack-destination}. */
    static FakeNpm serving(Path folder, byte[] tarball) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("served.tgz"), tarball);
        return script(folder, "cp '" + folder + "/served.tgz' \"$destination/tiny-1.0.0.tgz\"");
    }

    static FakeNpm failing(Path folder, String error) throws IOException {
        Files.createDirectories(folder);
        return script(folder, "echo '" + error + "' >&2; exit 1");
    }

    /** Writes a partial download, creates the file {@code started}, and hangs. */
    static FakeNpm hanging(Path folder) throws IOException {
        Files.createDirectories(folder);
        return script(
                folder,
                "echo half > \"$destination/tiny-1.0.0.tgz\"; : > '"
                        + folder
                        + "/started'; exec tail -f /dev/null");
    }

    private static FakeNpm script(Path folder, String body) throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("npm"),
                        """
                        #!/bin/sh
                        echo "$@" >> '%s/calls'
                        for argument; do
                          case "$argument" in
                            --pack-destination=*) destination="${argument#--pack-destination=}" ;;
                          esac
                        done
                        %s
                        """
                                .formatted(folder, body));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return new FakeNpm(folder);
    }

    Npm npm() {
        return Npm.on(folder.toString());
    }

    Path folder() {
        return folder;
    }

    long calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    /** Builder for a tarball with entries of any type. */
    static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Tar file(String path, byte[] content) {
            return entry(path, '0', "", content);
        }

        Tar entry(String path, char type, String link, byte[] content) {
            byte[] header = new byte[512];
            put(header, 0, path);
            put(header, 100, "0000644\0");
            put(header, 124, "%011o\0".formatted(content.length));
            header[156] = (byte) type;
            put(header, 157, link);
            put(header, 257, "ustar\00000");
            bytes.writeBytes(header);
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[-content.length & 511]);
            return this;
        }

        byte[] gzipped() throws IOException {
            bytes.writeBytes(new byte[1024]);
            return gzip(bytes.toByteArray());
        }

        static byte[] gzip(byte[] content) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(content);
            }
            return packed.toByteArray();
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(encoded, 0, header, offset, encoded.length);
        }
    }
}
