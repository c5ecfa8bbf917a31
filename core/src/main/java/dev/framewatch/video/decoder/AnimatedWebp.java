package dev.framewatch.video.decoder;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An animated WebP image (WebP Container Specification, RFC 9649 section 2.7). Each frame covers a
 * part of the canvas; its bitstream becomes a WebP file of its own, which Java can read.
 */
final class AnimatedWebp {
    private static final int CHUNK_HEADER = 8;
    private static final int RIFF_HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int DISPOSE_TO_BACKGROUND = 1;
    private static final int DO_NOT_BLEND = 2;
    private static final long MAX_PIXELS = 24_000_000;

    /** Players show shorter frames for this long, in milliseconds. */
    private static final int USUAL_MILLIS = 100;

    private static final int SHORTEST_MILLIS = 10;

    /** A frame: position, duration, blending flags and chunks. */
    private record Part(int x, int y, int millis, int flags, byte[] chunks) {}

    private final List<Part> parts = new ArrayList<>();
    private int width;
    private int height;
    private int next;
    private @Nullable BufferedImage canvas;
    private @Nullable Part shown;

    /**
     * Reads the frames' headers.
     *
     * @throws UnsupportedMediaException if the file is damaged or too large
     */
    AnimatedWebp(byte[] file) throws UnsupportedMediaException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        in.position(Math.min(file.length, RIFF_HEADER));
        while (in.remaining() >= CHUNK_HEADER) {
            String name = fourCc(in);
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                break; // truncated; earlier frames are intact
            }
            ByteBuffer chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (name.equals("VP8X") && length >= 10) {
                width = 1 + threeBytes(chunk, 4);
                height = 1 + threeBytes(chunk, 7);
            } else if (name.equals("ANMF") && length > FRAME_HEADER) {
                parts.add(part(chunk));
            }
            in.position(Math.min(in.limit(), in.position() + length + (length & 1)));
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new UnsupportedMediaException(
                    "%dx%d pixels exceed the limit for animated images".formatted(width, height));
        }
        if (parts.isEmpty() || width < 1) {
            throw new UnsupportedMediaException("the animated image has no frames");
        }
    }

    private static Part part(ByteBuffer chunk) {
        byte[] chunks = new byte[chunk.remaining() - FRAME_HEADER];
        chunk.get(FRAME_HEADER, chunks);
        int millis = threeBytes(chunk, 12);
        return new Part(
                2 * threeBytes(chunk, 0),
                2 * threeBytes(chunk, 3),
                millis <= SHORTEST_MILLIS ? USUAL_MILLIS : millis,
                chunk.get(15),
                chunks);
    }

    private static String fourCc(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static int threeBytes(ByteBuffer in, int at) {
        return (in.getShort(at) & 0xFFFF) | ((in.get(at + 2) & 0xFF) << 16);
    }

    /** Returns the display duration of each frame, in milliseconds. */
    List<Integer> millis() {
        return parts.stream().map(Part::millis).toList();
    }

    /**
     * Returns the canvas after drawing the next frame.
     *
     * @throws UnsupportedMediaException if the frame is damaged
     */
    RgbPixels next() throws UnsupportedMediaException {
        BufferedImage image = canvas;
        if (image == null) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            canvas = image;
        }
        Graphics2D graphics = image.createGraphics();
        try {
            Part before = shown;
            if (before != null && (before.flags & DISPOSE_TO_BACKGROUND) != 0) {
                BufferedImage old = picture(before);
                graphics.setComposite(AlphaComposite.Clear);
                graphics.fillRect(before.x, before.y, old.getWidth(), old.getHeight());
            }
            Part part = parts.get(next++);
            BufferedImage picture = picture(part);
            graphics.setComposite(
                    (part.flags & DO_NOT_BLEND) != 0 ? AlphaComposite.Src : AlphaComposite.SrcOver);
            graphics.drawImage(picture, part.x, part.y, null);
            shown = part;
            return PixelFormats.toRgb(image);
        } catch (IOException e) {
            throw new UnsupportedMediaException(JavaImageReader.damage(e));
        } finally {
            graphics.dispose();
        }
    }

    /** Decodes the bitstream of a frame, with its transparency. */
    private static BufferedImage picture(Part part) throws UnsupportedMediaException, IOException {
        return JavaImageReader.decode(standalone(part.chunks), 0, () -> {});
    }

    /** Returns a WebP file of the chunks of one frame: {@code ALPH} needs a {@code VP8X} header. */
    private static byte[] standalone(byte[] chunks) throws UnsupportedMediaException {
        ByteBuffer in = ByteBuffer.wrap(chunks).order(ByteOrder.LITTLE_ENDIAN);
        boolean alpha = fourCc(in).equals("ALPH");
        int extended = alpha ? CHUNK_HEADER + 10 : 0;
        ByteBuffer out =
                ByteBuffer.allocate(RIFF_HEADER + extended + chunks.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        out.putInt(out.capacity() - CHUNK_HEADER);
        out.put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (alpha) {
            int length = in.getInt();
            int frame = CHUNK_HEADER + length + (length & 1);
            if (length < 0 || frame + CHUNK_HEADER + 10 > chunks.length) {
                throw new UnsupportedMediaException("damaged image: its transparency is truncated");
            }
            int codedWidth = in.getShort(frame + CHUNK_HEADER + 6) & 0x3FFF;
            int codedHeight = in.getShort(frame + CHUNK_HEADER + 8) & 0x3FFF;
            out.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(0x10);
            putThreeBytes(out, codedWidth - 1);
            putThreeBytes(out, codedHeight - 1);
        }
        return out.put(chunks).array();
    }

    private static void putThreeBytes(ByteBuffer out, int value) {
        out.putShort((short) value).put((byte) (value >> 16));
    }
}
