package dev.framewatch.desk.download;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The received part of a file, {@code NAME.part}, with the URL and version it belongs to in {@code
 * NAME.part.of}. Only one process writes at a time.
 */
final class PartialFile implements AutoCloseable {
    private static final long MAX_NOTE_BYTES = 1 << 16;

    private final Path part;
    private final Path note;
    private final FileChannel channel;
    private RemoteVersion version;

    private PartialFile(Path part, FileChannel channel, RemoteFile remote) throws IOException {
        this.part = part;
        this.note = part.resolveSibling(part.getFileName() + ".of");
        this.channel = channel;
        this.version = noted(remote);
    }

    static PartialFile open(Path target, RemoteFile remote) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(part);
            }
            return new PartialFile(part, channel, remote);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(part);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DownloadException inUse(Path part) {
        return new DownloadException(
                part + " is being downloaded by another framewatch; wait for it to finish");
    }

    private RemoteVersion noted(RemoteFile remote) throws IOException {
        if (Files.isRegularFile(note)) {
            List<String> lines = BoundedFile.text(note, MAX_NOTE_BYTES).lines().toList();
            if (lines.size() == 3
                    && lines.getFirst().equals(remote.key())
                    && lines.get(2).matches("-1|\\d{1,18}")) {
                return new RemoteVersion(lines.get(1), Long.parseLong(lines.get(2)));
            }
        }
        return RemoteVersion.UNKNOWN;
    }

    Path file() {
        return part;
    }

    boolean isWhole() throws IOException {
        return version.length() > 0 && size() == version.length();
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Returns the version that this part belongs to. */
    RemoteVersion version() {
        return version;
    }

    /** Returns the channel, positioned at the end. */
    FileChannel atEnd() throws IOException {
        return channel.position(channel.size());
    }

    /** Discards the received bytes; new ones belong to the given version. */
    void startOver(RemoteFile remote, RemoteVersion next) throws IOException {
        channel.truncate(0);
        version = next;
        String text = "%s\n%s\n%d\n".formatted(remote.key(), next.validator(), next.length());
        AtomicFile.write(note, text.getBytes(StandardCharsets.UTF_8));
    }

    void sync() throws IOException {
        channel.force(true);
    }

    /** Deletes the version file once the download is complete. */
    void forgetVersion() throws IOException {
        Files.deleteIfExists(note);
    }

    void discard() throws IOException {
        Files.deleteIfExists(note);
        Files.deleteIfExists(part);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
