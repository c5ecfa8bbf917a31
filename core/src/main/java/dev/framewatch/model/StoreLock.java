package dev.framewatch.model;

import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
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
 * An exclusive lock for writers, across threads and processes. The operating system releases it
 * when the process ends, even after a crash.
 */
final class StoreLock implements AutoCloseable {
    /** File locks are held per process, so threads need an additional lock. */
    private static final Map<Path, ReentrantLock> THREAD_LOCKS = new ConcurrentHashMap<>();

    private final ReentrantLock threadLock;
    private final FileChannel channel;

    private StoreLock(ReentrantLock threadLock, FileChannel channel) {
        this.threadLock = threadLock;
        this.channel = channel;
    }

    static StoreLock acquire(Path folder, ProgressListener progress) throws IOException {
        Path file = folder.toRealPath().resolve("lock");
        ReentrantLock threadLock = THREAD_LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            threadLock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the model store");
        }
        try {
            return new StoreLock(threadLock, lockFile(file, progress));
        } catch (IOException | RuntimeException e) {
            threadLock.unlock();
            throw e;
        }
    }

    private static FileChannel lockFile(Path file, ProgressListener progress) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                progress.update(
                        new Task(
                                "waiting for another framewatch process that is fetching models",
                                Unit.STEP),
                        0,
                        0);
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
            channel.close(); // also releases the file lock
        } finally {
            threadLock.unlock();
        }
    }
}
