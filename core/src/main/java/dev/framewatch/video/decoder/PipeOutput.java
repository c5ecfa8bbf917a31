package dev.framewatch.video.decoder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard output through a buffer outside the heap, of the size of a pipe: pixels are copied once,
 * where {@link FileOutputStream} would copy them to new memory of the size of the image.
 */
final class PipeOutput extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel pipe = new FileOutputStream(FileDescriptor.out).getChannel();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        for (int at = from; at < end; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), end - at);
            buffer.put(bytes, at, count);
            at += count;
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            pipe.write(buffer);
        }
        buffer.clear();
    }
}
