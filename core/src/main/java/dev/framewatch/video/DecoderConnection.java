package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProtocol;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One decoder process and its pipes. Every answer is waited for under a watch that kills the
 * process when it shows no sign of work; a killed process is not used again.
 */
final class DecoderConnection implements AutoCloseable {
    private static final int COMMAND_BYTES = 1 << 13;
    private static final ScheduledExecutorService WATCH =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("decoder-watch").factory());

    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream answers;
    private final DecoderLimits limits;
    private volatile boolean hung;
    private volatile boolean closed;
    private boolean greeted;
    private long nanosLeft;

    DecoderConnection(List<String> command, DecoderLimits limits) throws IOException {
        this.limits = limits;
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        commands =
                new DataOutputStream(
                        new BufferedOutputStream(process.getOutputStream(), COMMAND_BYTES));
        answers = new DataInputStream(process.getInputStream());
    }

    boolean usable() {
        return !closed && !hung && process.isAlive();
    }

    /** For tests and measurements. */
    long pid() {
        return process.pid();
    }

    /** Why it stopped answering, in plain words, after an exchange with it failed. */
    String epitaph(Exception failure) {
        if (hung && nanosLeft <= 0) {
            return "decoding it takes too long";
        }
        if (hung) {
            return "the decoder hung on it: no progress for " + limits.silence().toSeconds() + " s";
        }
        return failure instanceof EOFException
                ? "the decoder crashed on it, or needed more than %d MB of memory"
                        .formatted(limits.memoryMegabytes())
                : "the decoder failed: " + failure.getMessage();
    }

    DataInputStream answers() {
        return answers;
    }

    @FunctionalInterface
    interface Exchange<T extends @Nullable Object> {
        T run() throws IOException;
    }

    void openFile(String path, Sampling sampling) throws IOException {
        nanosLeft = limits.patience().toNanos();
        if (!greeted) {
            greeted = true;
            int greeting = answer();
            if (greeting == DecoderProtocol.REFUSED) {
                throw new IOException(answers.readUTF());
            }
            if (greeting != DecoderProtocol.READY) {
                throw new IOException("it speaks another language");
            }
        }
        commands.writeByte(DecoderProtocol.OPEN);
        commands.writeUTF(path);
        commands.writeDouble(sampling.everySeconds());
        commands.writeInt(sampling.longestSide());
        commands.writeBoolean(sampling.glimpses());
        commands.flush();
    }

    /** Allows more time for the open file, in proportion to its length. */
    void allowFor(double videoSeconds) {
        nanosLeft += (long) (2e9 * videoSeconds);
    }

    void command(int code) throws IOException {
        commands.writeByte(code);
        commands.flush();
    }

    /** The kind of the next answer, signs of life left out. */
    int answer() throws IOException {
        while (true) {
            Integer kind = watched(answers::readUnsignedByte);
            if (kind != DecoderProtocol.ALIVE) {
                return kind;
            }
        }
    }

    /** Runs something that waits for the process, and kills the process if that takes too long. */
    <T extends @Nullable Object> T watched(Exchange<T> exchange) throws IOException {
        long start = System.nanoTime();
        long wait = Math.min(limits.silence().toNanos(), nanosLeft);
        Future<?> end = WATCH.schedule(this::giveUp, wait, TimeUnit.NANOSECONDS);
        try {
            return exchange.run();
        } finally {
            end.cancel(false);
            nanosLeft -= System.nanoTime() - start;
        }
    }

    private void giveUp() {
        hung = true;
        process.destroyForcibly();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }
}
