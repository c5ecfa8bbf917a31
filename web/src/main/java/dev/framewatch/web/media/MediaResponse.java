package dev.framewatch.web.media;

import dev.framewatch.file.Sha256;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD with a file or bytes: whole or one range, or that nothing has changed.
 * Nothing is read of a file but what is sent.
 */
public final class MediaResponse {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String REVALIDATED = "private, no-cache";

    private MediaResponse() {}

    /** Sends a file whose content may change. */
    public static void file(Context ctx, Path file, String contentType) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        String version =
                "%s %d %s".formatted(file.getFileName(), facts.size(), facts.lastModifiedTime());
        ctx.header("Cache-Control", REVALIDATED);
        send(
                ctx,
                contentType,
                etag(version.getBytes(StandardCharsets.UTF_8)),
                facts.size(),
                (from, length, out) -> copy(file, from, length, out));
    }

    /** Sends an image that may change. */
    public static void bytes(Context ctx, byte[] content, String contentType) throws IOException {
        ctx.header("Cache-Control", REVALIDATED);
        sendBytes(ctx, content, contentType, etag(content));
    }

    /** Makes content out of a file. */
    @FunctionalInterface
    public interface Derivation {
        byte[] content() throws IOException;
    }

    /**
     * Sends what is made out of a file, which is done only if the reader has not got it already.
     */
    public static void derived(Context ctx, Path file, String contentType, Derivation derivation)
            throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        String version =
                "%s %s %d %s".formatted(ctx.path(), file, facts.size(), facts.lastModifiedTime());
        String etag = etag(version.getBytes(StandardCharsets.UTF_8));
        ctx.header("Cache-Control", REVALIDATED);
        if (isKnown(ctx.header("If-None-Match"), etag)) {
            ctx.header("ETag", etag).status(304);
            return;
        }
        sendBytes(ctx, derivation.content(), contentType, etag);
    }

    /** Sends a file of the program, whose address changes with its content. */
    static void immutable(Context ctx, byte[] content, String contentType) throws IOException {
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
        sendBytes(ctx, content, contentType, etag(content));
    }

    private static void sendBytes(Context ctx, byte[] content, String contentType, String etag)
            throws IOException {
        send(
                ctx,
                contentType,
                etag,
                content.length,
                (from, length, out) -> out.write(content, (int) from, (int) length));
    }

    /** Writes a part of the content. */
    @FunctionalInterface
    private interface Part {
        void write(long from, long length, OutputStream out) throws IOException;
    }

    private static void send(Context ctx, String type, String etag, long size, Part content)
            throws IOException {
        ctx.header("ETag", etag);
        ctx.header("Accept-Ranges", "bytes");
        if (isKnown(ctx.header("If-None-Match"), etag)) {
            ctx.status(304);
            return;
        }
        String condition = ctx.header("If-Range");
        boolean isSame = condition == null || condition.equals(etag);
        Optional<ByteRange> range;
        try {
            range =
                    ctx.method().equals(HandlerType.HEAD) || !isSame
                            ? Optional.empty() // only GET has ranges
                            : ByteRange.of(ctx.header("Range"), size);
        } catch (ByteRange.UnsatisfiableException e) {
            ctx.status(416).header("Content-Range", "bytes */" + size);
            return;
        }
        ctx.header("Content-Type", type);
        long from = range.map(ByteRange::from).orElse(0L);
        long length = range.map(ByteRange::length).orElse(size);
        if (range.isPresent()) {
            ctx.status(206);
            ctx.header("Content-Range", "bytes %d-%d/%d".formatted(from, from + length - 1, size));
        }
        ctx.res().setContentLengthLong(length);
        if (!ctx.method().equals(HandlerType.HEAD)) {
            content.write(from, length, ctx.res().getOutputStream());
        }
    }

    private static boolean isKnown(@Nullable String header, String etag) {
        return header != null
                && Stream.of(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(known -> known.equals(etag) || known.equals("*"));
    }

    private static String etag(byte[] version) {
        return '"' + Sha256.of(version).substring(0, 32) + '"';
    }

    private static void copy(Path file, long from, long length, OutputStream out)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            in.position(from);
            long left = length;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(left, buffer.capacity()));
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException(file + ": became shorter while it was sent");
                }
                out.write(buffer.array(), 0, read);
                left -= read;
            }
        }
    }
}
