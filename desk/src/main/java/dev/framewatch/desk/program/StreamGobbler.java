package dev.framewatch.desk.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads what a program says to its end, so that the program never waits, and keeps a part of it.
 */
final class StreamGobbler implements AutoCloseable {
    private static final int END_BYTES = 1 << 14;

    /** Should anything hold the pipe that could not be stopped. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final InputStream in;
    private final long most;
    private final boolean beginning;
    private final Thread thread;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean overflowed;

    private StreamGobbler(InputStream in, long most, boolean beginning) {
        this.in = in;
        this.most = most;
        this.beginning = beginning;
        this.thread = Thread.ofPlatform().daemon().name("listen").start(this::listen);
    }

    /** Keeps the first bytes, and says when there were more. */
    static StreamGobbler toBeginning(InputStream in, long most) {
        return new StreamGobbler(in, most, true);
    }

    /** Keeps the last bytes. */
    static StreamGobbler toEnd(InputStream in) {
        return new StreamGobbler(in, END_BYTES, false);
    }

    private void listen() {
        byte[] buffer = new byte[1 << 13];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                keep(buffer, n);
            }
        } catch (IOException _) {
            // The program was stopped; what it had said is kept.
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        if (beginning) {
            int fits = (int) Math.min(length, most - kept.size());
            kept.write(buffer, 0, fits);
            overflowed |= fits < length;
            return;
        }
        kept.write(buffer, 0, length);
        if (kept.size() > 4 * most) {
            byte[] end = end(kept.toByteArray());
            kept.reset();
            kept.writeBytes(end);
        }
    }

    private byte[] end(byte[] all) {
        return Arrays.copyOfRange(all, (int) Math.max(0, all.length - most), all.length);
    }

    boolean overflowed() {
        return overflowed;
    }

    /** Waits for the rest of what a program said that is not running any more. */
    void awaitEnd() throws InterruptedException {
        thread.join(LAST_WORDS);
    }

    /** What was kept so far. */
    synchronized String text() {
        byte[] all = kept.toByteArray();
        return new String(beginning ? all : end(all), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
