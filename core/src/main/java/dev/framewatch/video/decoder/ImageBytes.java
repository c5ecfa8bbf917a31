package dev.framewatch.video.decoder;

import java.io.EOFException;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image file as the input of a reader. Some readers go on after the end of a
 * truncated file, for hours: reads beyond the end are cheap, and limited.
 */
final class ImageBytes extends ImageInputStreamImpl {
    /** Intact images need few: those of one colour repeat a pixel. It takes about a second. */
    private static final int MAX_READS_PAST_END = 4 << 20;

    private final byte[] bytes;
    private int readsPastEnd;

    ImageBytes(byte[] bytes) {
        this.bytes = Objects.requireNonNull(bytes);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        bitOffset = 0;
        Objects.checkFromIndexSize(from, length, target.length);
        if (length > 0 && streamPos >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, from, count);
        streamPos += count;
        return count;
    }

    @Override
    public byte readByte() throws EOFException, IIOException {
        int value = read();
        if (value >= 0) {
            return (byte) value;
        }
        if (readsPastEnd++ == MAX_READS_PAST_END) {
            throw new IIOException("it ends before its last pixel");
        }
        throw new EndOfImageException();
    }

    /** Carries no stack trace, since readers expect it and catch it. */
    private static final class EndOfImageException extends EOFException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
