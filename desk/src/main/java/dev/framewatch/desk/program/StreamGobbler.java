package dev.framewatch.desk.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Drains an output stream of a process, so that the process never blocks, and keeps a part of it.
 */
final class StreamGobbler implements AutoCloseable {
    private static final int TAIL_BYTES = 1 << 14;

    /**
     * Maximum time to wait for the end of a stream that a surviving process may still hold open.
     */
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

    private final InputStream in;
    private final long limit;
    private final boolean keepsHead;
    private final Thread thread;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean overflowed;

    private StreamGobbler(InputStream in, long limit, boolean keepsHead) {
        this.in = in;
        this.limit = limit;
        this.keepsHead = keepsHead;
        this.thread = Thread.ofPlatform().daemon().name("listen").start(this::drain);
    }

    /** Keeps the first bytes and reports whether there were more. */
    static StreamGobbler head(InputStream in, long limit) {
        return new StreamGobbler(in, limit, true);
    }

    /** Keeps the last bytes. */
    static StreamGobbler tail(InputStream in) {
        return new StreamGobbler(in, TAIL_BYTES, false);
    }

    private void drain() {
        byte[] buffer = new byte[1 << 13];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException _) {
            // The program was killed; the output so far is kept.
        }
    }

    private synchronized void append(byte[] buffer, int length) {
        if (keepsHead) {
            int accepted = (int) Math.min(length, limit - kept.size());
            kept.write(buffer, 0, accepted);
            overflowed |= accepted < length;
            return;
        }
        kept.write(buffer, 0, length);
        if (kept.size() > 4 * limit) {
            byte[] end = lastBytes(kept.toByteArray());
            kept.reset();
            kept.writeBytes(end);
        }
    }

    private byte[] lastBytes(byte[] all) {
        return Arrays.copyOfRange(all, (int) Math.max(0, all.length - limit), all.length);
    }

    boolean overflowed() {
        return overflowed;
    }

    /** Waits until the output of a process that has ended is read completely. */
    void awaitEnd() throws InterruptedException {
        thread.join(JOIN_TIMEOUT);
    }

    /** Returns the bytes kept so far. */
    synchronized byte[] bytes() {
        byte[] all = kept.toByteArray();
        return keepsHead ? all : lastBytes(all);
    }

    /** Returns the text kept so far, decoded as UTF-8. */
    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
