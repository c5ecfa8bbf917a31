package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProtocol;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A decoder process and its pipes. A watchdog kills the process if a response takes too long; a
 * killed process is not reused.
 */
final class DecoderConnection implements AutoCloseable {
    private static final int COMMAND_BUFFER_BYTES = 1 << 13;

    /** A header can claim a duration of centuries. */
    private static final double MAX_DURATION_SECONDS = 7 * 86_400;

    private static final ScheduledThreadPoolExecutor WATCHDOG =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("decoder-watch").factory());

    static {
        WATCHDOG.setRemoveOnCancelPolicy(true); // there is a timeout for each frame
    }

    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream responses;
    private final DecoderLimits limits;
    private volatile boolean hung;
    private volatile boolean closed;
    private boolean greetingRead;
    private long remainingNanos;

    DecoderConnection(List<String> command, DecoderLimits limits) throws IOException {
        this.limits = limits;
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        commands =
                new DataOutputStream(
                        new BufferedOutputStream(process.getOutputStream(), COMMAND_BUFFER_BYTES));
        responses = new DataInputStream(process.getInputStream());
    }

    boolean isUsable() {
        return !closed && !hung && process.isAlive();
    }

    /** Returns the process ID; for tests and measurements. */
    long pid() {
        return process.pid();
    }

    /** Returns the number of timeouts that are kept, of all processes; for tests. */
    static int pendingTimeouts() {
        return WATCHDOG.getQueue().size();
    }

    /** Returns the reason for a failed exchange, as a message for users. */
    String failureReason(Exception failure) {
        if (hung && remainingNanos <= 0) {
            return "decoding timed out";
        }
        if (hung) {
            return "the decoder hung: no progress for " + limits.idleTimeout().toSeconds() + " s";
        }
        return failure instanceof EOFException
                ? "the decoder crashed or exceeded its memory limit of %d MB"
                        .formatted(limits.memoryMegabytes())
                : "the decoder failed: " + failure.getMessage();
    }

    DataInputStream responses() {
        return responses;
    }

    @FunctionalInterface
    interface IoOperation<T extends @Nullable Object> {
        T run() throws IOException;
    }

    void sendOpen(Path path, Sampling sampling) throws IOException {
        awaitGreeting();
        commands.writeByte(DecoderProtocol.OPEN);
        commands.writeUTF(uri(path));
        commands.writeDouble(sampling.intervalSeconds());
        commands.writeInt(sampling.longestSide());
        commands.writeBoolean(sampling.includesFingerprintFrames());
        commands.writeBoolean(sampling.keyFramesOnly());
        commands.flush();
    }

    /** Opens a page of an image file. */
    void sendOpenImage(Path path, int page, int longestSide) throws IOException {
        awaitGreeting();
        commands.writeByte(DecoderProtocol.OPEN_IMAGE);
        commands.writeUTF(uri(path));
        commands.writeInt(page);
        commands.writeInt(longestSide);
        commands.flush();
    }

    /** Opens the content of an image file. */
    void sendOpenImage(byte[] content, int longestSide) throws IOException {
        awaitGreeting();
        withTimeout(() -> {
            commands.writeByte(DecoderProtocol.OPEN_IMAGE);
            commands.writeUTF("");
            commands.writeInt(0);
            commands.writeInt(longestSide);
            commands.writeInt(content.length);
            commands.write(content);
            commands.flush();
            return content.length;
        });
    }

    /** As a URI, every name arrives byte for byte, whatever the locales of the two processes. */
    private static String uri(Path path) {
        return path.toAbsolutePath().toUri().toString();
    }

    /** Starts the time limit of a file, after the process has started. */
    private void awaitGreeting() throws IOException {
        remainingNanos = limits.baseTimeout().toNanos();
        if (!greetingRead) {
            greetingRead = true;
            int greeting = readResponseType();
            if (greeting == DecoderProtocol.ERROR) {
                throw new IOException(responses.readUTF());
            }
            if (greeting != DecoderProtocol.READY) {
                throw new IOException("unexpected greeting");
            }
        }
    }

    /** Extends the time limit for the open file by twice its duration, or by two weeks. */
    void extendTimeLimit(double durationSeconds) {
        remainingNanos += (long) (2e9 * Math.min(durationSeconds, MAX_DURATION_SECONDS));
    }

    void sendCommand(int code) throws IOException {
        commands.writeByte(code);
        commands.flush();
    }

    /** Reads the type of the next response, skipping heartbeats. */
    int readResponseType() throws IOException {
        while (true) {
            Integer kind = withTimeout(responses::readUnsignedByte);
            if (kind != DecoderProtocol.HEARTBEAT) {
                return kind;
            }
        }
    }

    /** Runs an operation that blocks on the process, and kills the process on timeout. */
    <T extends @Nullable Object> T withTimeout(IoOperation<T> operation) throws IOException {
        long start = System.nanoTime();
        long wait = Math.min(limits.idleTimeout().toNanos(), remainingNanos);
        Future<?> timeout = WATCHDOG.schedule(this::killHungProcess, wait, TimeUnit.NANOSECONDS);
        try {
            return operation.run();
        } finally {
            timeout.cancel(false);
            remainingNanos -= System.nanoTime() - start;
        }
    }

    private void killHungProcess() {
        hung = true;
        process.destroyForcibly();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }
}
