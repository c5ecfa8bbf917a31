package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads videos in a process of its own, which a broken or hostile file may crash, hang or bloat
 * without harm to anything else. The process is started at construction, serves video after video,
 * and is replaced when it dies. One stream is open at a time: opening the next one closes it.
 */
public final class VideoDecoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoDecoder.class);

    private final List<String> command;
    private final DecoderLimits limits;
    private volatile @Nullable DecoderConnection child;
    private @Nullable FrameStream open;
    private volatile boolean closed;

    /** With the {@linkplain DecoderLimits#USUAL usual limits}. */
    public VideoDecoder() {
        this(DecoderLimits.USUAL);
    }

    public VideoDecoder(DecoderLimits limits) {
        this(limits, DecoderCommand.of(DecoderProcess.class, limits));
    }

    /** With any command that speaks the decoder's protocol: tests have some that misbehave. */
    VideoDecoder(DecoderLimits limits, List<String> command) {
        this.limits = limits;
        this.command = command;
        try {
            child = new DecoderConnection(command, limits);
        } catch (IOException e) {
            child = null; // open() tries again and reports what is wrong
        }
    }

    /**
     * Opens a video file, or a folder of pictures as one.
     *
     * @throws UnreadableVideoException with the reason when nothing of it can be read
     */
    public synchronized FrameStream open(Path path, Sampling sampling)
            throws UnreadableVideoException {
        if (closed) {
            throw new IllegalStateException("the decoder is closed");
        }
        if (open != null) {
            open.close();
            open = null;
        }
        if (Files.isDirectory(path)) {
            return ImageSequence.open(path, sampling);
        }
        refuseUnfit(path);
        DecodedFrames frames =
                DecodedFrames.open(usableChild(), path.toAbsolutePath().toString(), sampling);
        open = frames;
        return frames;
    }

    private static void refuseUnfit(Path file) throws UnreadableVideoException {
        if (Files.notExists(file)) {
            boolean dangling = Files.isSymbolicLink(file);
            throw new UnreadableVideoException(
                    dangling ? "it is a link to a file that does not exist" : "no such file");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableVideoException("permission denied");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableVideoException("it is neither a file nor a folder");
        }
        try {
            if (Files.size(file) == 0) {
                throw new UnreadableVideoException("empty file (0 bytes)");
            }
        } catch (IOException e) {
            throw new UnreadableVideoException("it cannot be opened: " + e.getMessage());
        }
    }

    private DecoderConnection usableChild() throws UnreadableVideoException {
        DecoderConnection current = child;
        if (current != null && current.usable()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        try {
            DecoderConnection started = new DecoderConnection(command, limits);
            LOG.debug("decoder process {} started in place of one that ended", started.pid());
            child = started;
            return started;
        } catch (IOException e) {
            throw new UnreadableVideoException("the decoder cannot be started: " + e.getMessage());
        }
    }

    /** The decoder's process id, for measurements; -1 when there is none. */
    long pid() {
        DecoderConnection current = child;
        return current == null ? -1 : current.pid();
    }

    /** Ends the process, at whatever point. */
    @Override
    public void close() {
        closed = true;
        DecoderConnection current = child;
        if (current != null) {
            current.close();
        }
    }
}
