package dev.framewatch.model;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time, among the threads of this process and among processes. The system frees the
 * lock when its process ends, however it ends.
 */
final class StoreLock implements AutoCloseable {
    /** File locks belong to the process: threads need a lock of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private StoreLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    static StoreLock acquire(Path folder, ProgressListener progress) throws IOException {
        Path file = folder.toRealPath().resolve("lock");
        ReentrantLock thread = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            thread.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the model store");
        }
        try {
            return new StoreLock(thread, lockFile(file, progress));
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    private static FileChannel lockFile(Path file, ProgressListener progress) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                progress.update("waiting for another framewatch that fetches models", 0, 0);
                channel.lock();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close(); // which frees the file lock
        } finally {
            thread.unlock();
        }
    }
}
