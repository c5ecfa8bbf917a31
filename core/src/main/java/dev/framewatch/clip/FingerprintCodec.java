package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes fingerprints: magic number, version, fields in order, CRC-32 of all that,
 * big-endian.
 */
final class FingerprintCodec {
    private static final int MAGIC = 0x46574346; // FWCF
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int CHECKSUM_BYTES = 4;

    private FingerprintCodec() {}

    static byte[] encode(ClipFingerprint clip) {
        Thumbnails thumbnails = clip.thumbnails();
        int samples = clip.samples();
        int size = HEADER_BYTES + 2 * 8 + 1 + 4 * 8 + 2 + 1 + samples * (4 + 8 * clip.views());
        size += thumbnails.mean().length + 4 + thumbnails.changes().length;
        size += 1 + clip.staticImage().length + CHECKSUM_BYTES;
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MAGIC).put(VERSION);
        out.putDouble(clip.seconds()).putDouble(clip.aspect());
        RelativeRect motionRegion = clip.motionRegion();
        RelativeRect region = motionRegion == null ? RelativeRect.WHOLE : motionRegion;
        out.put((byte) (motionRegion == null ? 0 : 1));
        out.putDouble(region.left()).putDouble(region.top());
        out.putDouble(region.width()).putDouble(region.height());
        out.putShort((short) samples).put((byte) clip.views());
        for (int i = 0; i < samples; i++) {
            out.putFloat(clip.time(i));
            for (int view = 0; view < clip.views(); view++) {
                out.putLong(clip.hash(i, view));
            }
        }
        out.put(thumbnails.mean()).putFloat(thumbnails.step()).put(thumbnails.changes());
        out.put((byte) (clip.staticImage().length == 0 ? 0 : 1)).put(clip.staticImage());
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    static ClipFingerprint decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES || in.getInt() != MAGIC) {
            throw new InvalidFingerprintException("not in fingerprint format");
        }
        byte version = in.get();
        if (version != VERSION) {
            throw new InvalidFingerprintException(
                    "unsupported version %d (expected %d)".formatted(version, VERSION));
        }
        int end = bytes.length - CHECKSUM_BYTES;
        if (in.getInt(end) != checksum(bytes, end)) {
            throw new InvalidFingerprintException("checksum mismatch");
        }
        try {
            ClipFingerprint clip = decodeFields(in.limit(end));
            if (in.hasRemaining()) {
                throw new InvalidFingerprintException("trailing data");
            }
            return clip;
        } catch (BufferUnderflowException e) {
            throw new InvalidFingerprintException("truncated");
        } catch (IllegalArgumentException e) {
            throw new InvalidFingerprintException(String.valueOf(e.getMessage()));
        }
    }

    private static ClipFingerprint decodeFields(ByteBuffer in) {
        double seconds = in.getDouble();
        double aspect = in.getDouble();
        boolean hasMotionRegion = in.get() != 0;
        RelativeRect region =
                new RelativeRect(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
        @Nullable RelativeRect motionRegion = hasMotionRegion ? region : null;
        int samples = in.getShort() & 0xffff;
        int views = in.get();
        if (samples > ClipFingerprint.MAX_SAMPLES || views < 0 || views > HashedRegion.count()) {
            throw new InvalidFingerprintException(
                    "%d samples with %d hashes each".formatted(samples, views));
        }
        float[] times = new float[samples];
        long[] hashes = new long[samples * views];
        for (int i = 0; i < samples; i++) {
            times[i] = in.getFloat();
            for (int view = 0; view < views; view++) {
                hashes[i * views + view] = in.getLong();
            }
        }
        byte[] mean = bytes(in, Thumbnails.CELLS);
        float step = in.getFloat();
        byte[] changes = bytes(in, samples * Thumbnails.BYTES_PER_SAMPLE);
        int side = in.get() == 0 ? 0 : ClipFingerprint.STATIC_IMAGE_SIDE;
        byte[] staticImage = bytes(in, side * side);
        Thumbnails thumbnails = new Thumbnails(mean, step, changes);
        return new ClipFingerprint(
                seconds, aspect, motionRegion, times, views, hashes, thumbnails, staticImage);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static int checksum(byte[] bytes, int count) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, count);
        return (int) sum.getValue();
    }
}
