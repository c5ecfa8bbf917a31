package dev.framewatch.vision.artwork;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The file format of reference images in target files: a PNG with its key points in a private
 * chunk, since computing them dominates the time to load a target. Other programs ignore the chunk
 * (PNG specification, 5.4: ancillary, private, unsafe to copy).
 */
public final class ReferenceImageFile {
    private static final byte[] CHUNK_TYPE = "fwKP".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;

    /** Length of the PNG signature in bytes; the header chunk that follows must be the first. */
    private static final int SIGNATURE_BYTES = 8;

    private static final int HEADER_CHUNK_BYTES = 25;

    /** Bytes of a chunk besides its content: length, type and checksum. */
    private static final int CHUNK_OVERHEAD_BYTES = 12;

    private static final int FLOATS_PER_POINT = 4;
    private static final int POINT_BYTES =
            FLOATS_PER_POINT * Float.BYTES + LocalFeatures.DESCRIPTOR_LENGTH;

    private ReferenceImageFile() {}

    /**
     * Encodes a reference image as a PNG with key points.
     *
     * @param planarObject created from this image
     */
    public static byte[] encode(RgbImage reference, PlanarObject planarObject) throws IOException {
        byte[] png = ImageFiles.encodePng(reference);
        byte[] content = chunkContent(planarObject.keypoints());
        CRC32 crc = new CRC32();
        crc.update(CHUNK_TYPE);
        crc.update(content);
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(png.length + content.length + CHUNK_OVERHEAD_BYTES);
        out.write(png, 0, SIGNATURE_BYTES + HEADER_CHUNK_BYTES);
        out.writeBytes(intBytes(content.length));
        out.writeBytes(CHUNK_TYPE);
        out.writeBytes(content);
        out.writeBytes(intBytes((int) crc.getValue()));
        out.write(
                png,
                SIGNATURE_BYTES + HEADER_CHUNK_BYTES,
                png.length - SIGNATURE_BYTES - HEADER_CHUNK_BYTES);
        return out.toByteArray();
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] chunkContent(ReferenceKeypoints points) {
        ByteBuffer content = ByteBuffer.allocate(1 + POINT_BYTES * points.count()).put(VERSION);
        for (int i = 0; i < points.count(); i++) {
            content.putFloat(points.u()[i])
                    .putFloat(points.v()[i])
                    .putFloat(points.size()[i])
                    .putFloat(points.angle()[i])
                    .put(
                            points.descriptors(),
                            LocalFeatures.DESCRIPTOR_LENGTH * i,
                            LocalFeatures.DESCRIPTOR_LENGTH);
        }
        return content.array();
    }

    /**
     * Decodes a planar object. Key points are recomputed if the file has none, or those of another
     * version.
     *
     * @param png output of {@link #encode}, or any image file
     * @throws UnreadableImageException if it is not an image
     * @throws UnsuitableReferenceException if the image is not usable or its key points are damaged
     */
    public static PlanarObject decode(byte[] png, LocalFeatureExtractor extractor)
            throws UnreadableImageException {
        RgbImage reference = ImageFiles.read(png);
        ByteBuffer content = findChunk(png);
        return content == null || !content.hasRemaining() || content.get() != VERSION
                ? PlanarObject.of(reference, extractor)
                : PlanarObject.of(reference, decodePoints(content));
    }

    /** Returns the content of the key-point chunk; null if there is none. */
    private static @Nullable ByteBuffer findChunk(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = SIGNATURE_BYTES;
        while (at >= SIGNATURE_BYTES && at <= png.length - CHUNK_OVERHEAD_BYTES) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - CHUNK_OVERHEAD_BYTES) {
                return null;
            }
            int from = at + CHUNK_OVERHEAD_BYTES - Integer.BYTES;
            if (file.slice(at + Integer.BYTES, CHUNK_TYPE.length)
                    .equals(ByteBuffer.wrap(CHUNK_TYPE))) {
                return file.slice(from, length);
            }
            at += length + CHUNK_OVERHEAD_BYTES;
        }
        return null;
    }

    private static ReferenceKeypoints decodePoints(ByteBuffer content) {
        int count = Math.floorDiv(content.remaining(), POINT_BYTES);
        if (count * POINT_BYTES != content.remaining() || count > ReferenceKeypoints.MAX_POINTS) {
            throw damaged();
        }
        float[][] columns = new float[FLOATS_PER_POINT][count];
        byte[] descriptors = new byte[LocalFeatures.DESCRIPTOR_LENGTH * count];
        for (int i = 0; i < count; i++) {
            for (float[] column : columns) {
                column[i] = content.getFloat();
            }
            content.get(
                    descriptors,
                    LocalFeatures.DESCRIPTOR_LENGTH * i,
                    LocalFeatures.DESCRIPTOR_LENGTH);
            if (!isValidPoint(columns[0][i], columns[1][i], columns[2][i], columns[3][i])) {
                throw damaged();
            }
        }
        return ReferenceKeypoints.of(columns[0], columns[1], columns[2], columns[3], descriptors);
    }

    /** Returns whether a point is near the object, of sensible size, and its angle in range. */
    private static boolean isValidPoint(float u, float v, float size, float angle) {
        return u >= -1
                && u <= 2
                && v >= -1
                && v <= 2
                && size > 0
                && size <= 4
                && angle >= 0
                && angle <= 7;
    }

    private static UnsuitableReferenceException damaged() {
        return new UnsuitableReferenceException(
                "its key points are damaged; enrol the artwork again");
    }
}
