package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Provides the bytes of the open file to libav through callbacks; libav itself never opens a file.
 * One instance is reused for every file, because JavaCPP has only a few callback slots.
 */
final class FileInput {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int SEEK_CURRENT = 1;
    private static final int SEEK_END = 2;

    private final ReadCallback readCallback = new ReadCallback();
    private final SeekCallback seekCallback = new SeekCallback();
    private @Nullable FileChannel channel;
    private @Nullable AVIOContext context;

    /** Opens a file, closing the previous one. */
    AVIOContext open(Path file) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ);
        BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
        AVIOContext opened =
                avio_alloc_context(
                        buffer, BUFFER_BYTES, 0, new Pointer(), readCallback, null, seekCallback);
        context = opened;
        return opened;
    }

    /**
     * Returns at most the first {@code length} bytes of the file, without moving the read position.
     */
    byte[] head(int length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(length);
        read(head, 0);
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    /** Reads bytes until a buffer is full or the file ends, without moving the read position. */
    void read(ByteBuffer target, long position) throws IOException {
        FileChannel open = channel;
        long at = position;
        while (open != null && target.hasRemaining()) {
            int count = open.read(target, at);
            if (count <= 0) {
                return;
            }
            at += count;
        }
    }

    void close() throws IOException {
        if (context != null) {
            av_free(context.buffer());
            avio_context_free(context);
            context = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
        private static final long serialVersionUID = 1;

        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            FileChannel open = channel;
            if (open == null) {
                return AVERROR_EXTERNAL();
            }
            try {
                int count = open.read(target.capacity(size).asByteBuffer());
                return count > 0 ? count : AVERROR_EOF();
            } catch (IOException e) {
                return AVERROR_EXTERNAL();
            }
        }
    }

    private final class SeekCallback extends Seek_Pointer_long_int {
        private static final long serialVersionUID = 1;

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            FileChannel open = channel;
            if (open == null) {
                return AVERROR_EXTERNAL();
            }
            try {
                if ((whence & AVSEEK_SIZE) != 0) {
                    return open.size();
                }
                long base =
                        switch (whence & 3) {
                            case SEEK_CURRENT -> open.position();
                            case SEEK_END -> open.size();
                            default -> 0;
                        };
                open.position(base + offset);
                return base + offset;
            } catch (IOException | IllegalArgumentException e) {
                return AVERROR_EXTERNAL();
            }
        }
    }
}
