package dev.framewatch.desk.watch;

import dev.framewatch.error.ConflictException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Lock that ensures a home folder is watched by one process only. The operating system releases it
 * even if the process crashes.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Acquires the lock.
     *
     * @throws ConflictException if another process holds the lock; the message names it
     * @throws IOException if the lock file cannot be written
     */
    static HomeLock acquire(Home home, Instant now) throws IOException {
        Files.createDirectories(home.directory());
        Path file = home.watchLock();
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                throw alreadyWatched(home, file);
            }
            String owner =
                    "process %d on %s since %s"
                            .formatted(ProcessHandle.current().pid(), hostName(), now);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
            return new HomeLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw alreadyWatched(home, file);
        } catch (IOException | ConflictException e) {
            channel.close();
            throw e;
        }
    }

    private static ConflictException alreadyWatched(Home home, Path file) throws IOException {
        return new ConflictException(
                "%s is already being watched by %s"
                        .formatted(home.directory(), Files.readString(file)));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
