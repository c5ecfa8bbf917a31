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
    private static final int MARK = 0x46574346; // FWCF
    private static final byte VERSION = 1;
    private static final int HEAD = 5;
    private static final int CHECKSUM = 4;

    private FingerprintCodec() {}

    static byte[] write(ClipFingerprint clip) {
        Thumbnails pictures = clip.pictures();
        int samples = clip.samples();
        int size = HEAD + 2 * 8 + 1 + 4 * 8 + 2 + 1 + samples * (4 + 8 * clip.views());
        size += pictures.mean().length + 4 + pictures.changes().length;
        size += 1 + clip.still().length + CHECKSUM;
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MARK).put(VERSION);
        out.putDouble(clip.seconds()).putDouble(clip.aspect());
        RelativeRect lively = clip.lively();
        RelativeRect relativeRect = lively == null ? RelativeRect.WHOLE : lively;
        out.put((byte) (lively == null ? 0 : 1));
        out.putDouble(relativeRect.left()).putDouble(relativeRect.top());
        out.putDouble(relativeRect.width()).putDouble(relativeRect.height());
        out.putShort((short) samples).put((byte) clip.views());
        for (int i = 0; i < samples; i++) {
            out.putFloat(clip.time(i));
            for (int view = 0; view < clip.views(); view++) {
                out.putLong(clip.hash(i, view));
            }
        }
        out.put(pictures.mean()).putFloat(pictures.step()).put(pictures.changes());
        out.put((byte) (clip.still().length == 0 ? 0 : 1)).put(clip.still());
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    static ClipFingerprint read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD + CHECKSUM || in.getInt() != MARK) {
            throw new InvalidFingerprintException("not in fingerprint format");
        }
        byte version = in.get();
        if (version != VERSION) {
            throw new InvalidFingerprintException(
                    "unsupported version %d (expected %d)".formatted(version, VERSION));
        }
        int end = bytes.length - CHECKSUM;
        if (in.getInt(end) != checksum(bytes, end)) {
            throw new InvalidFingerprintException("checksum mismatch");
        }
        try {
            ClipFingerprint clip = fields(in.limit(end));
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

    private static ClipFingerprint fields(ByteBuffer in) {
        double seconds = in.getDouble();
        double aspect = in.getDouble();
        boolean moving = in.get() != 0;
        RelativeRect relativeRect =
                new RelativeRect(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
        @Nullable RelativeRect lively = moving ? relativeRect : null;
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
        byte[] changes = bytes(in, samples * Thumbnails.PACKED);
        int side = in.get() == 0 ? 0 : ClipFingerprint.STILL_SIDE;
        byte[] still = bytes(in, side * side);
        Thumbnails pictures = new Thumbnails(mean, step, changes);
        return new ClipFingerprint(seconds, aspect, lively, times, views, hashes, pictures, still);
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
