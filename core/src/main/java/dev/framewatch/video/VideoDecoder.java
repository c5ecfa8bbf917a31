package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProcess;
import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes videos in a separate process, so that a damaged or malicious file cannot crash, hang or
 * exhaust the memory of this one. The process is started at construction, decodes one video after
 * another, and is replaced if it dies. Only one stream is open at a time: opening another closes
 * it.
 */
public final class VideoDecoder implements FrameSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoDecoder.class);

    private final List<String> command;
    private final DecoderLimits limits;
    private volatile @Nullable DecoderConnection connection;
    private @Nullable FrameStream open;
    private volatile boolean closed;

    /** Creates a decoder with the {@linkplain DecoderLimits#DEFAULT default limits}. */
    public VideoDecoder() {
        this(DecoderLimits.DEFAULT);
    }

    public VideoDecoder(DecoderLimits limits) {
        this(limits, DecoderCommand.of(DecoderProcess.class, limits));
    }

    /**
     * Creates a decoder with any command that implements {@link
     * dev.framewatch.video.decoder.DecoderProtocol}; tests use misbehaving ones.
     */
    VideoDecoder(DecoderLimits limits, List<String> command) {
        this.limits = limits;
        this.command = command;
        try {
            connection = new DecoderConnection(command, limits);
        } catch (IOException e) {
            connection = null; // open() retries and reports the error
        }
    }

    /**
     * Opens a video file; an image, or a folder of images, as a video of stills.
     *
     * @throws UnreadableVideoException if no frame can be read
     */
    @Override
    public synchronized FrameStream open(Path path, Sampling sampling)
            throws UnreadableVideoException {
        if (closed) {
            throw new IllegalStateException("the decoder is closed");
        }
        if (open != null) {
            open.close();
            open = null;
        }
        if (!Files.isDirectory(path)) {
            checkReadable(path);
            if (type(path).kind() != MediaType.Kind.IMAGE) {
                return openVideo(path, sampling);
            }
        }
        // videos among images contribute no fingerprint frames
        Sampling ofVideos = sampling.withFingerprintFrames(false);
        return ImageSequence.open(path, sampling, video -> openVideo(video, ofVideos));
    }

    private FrameStream openVideo(Path file, Sampling sampling) throws UnreadableVideoException {
        return type(file).extension().equals(".webp")
                ? animation(file, sampling)
                : openInProcess(file, sampling);
    }

    /** Opens a file in the decoder process, be it a video or an image. */
    synchronized FrameStream openInProcess(Path path, Sampling sampling)
            throws UnreadableVideoException {
        DecodedFrames frames = DecodedFrames.open(usableConnection(), path, sampling);
        open = frames;
        return frames;
    }

    private static void checkReadable(Path file) throws UnreadableVideoException {
        if (Files.notExists(file)) {
            boolean dangling = Files.isSymbolicLink(file);
            throw new UnreadableVideoException(
                    dangling ? "a symbolic link to a missing file" : "no such file");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableVideoException("permission denied");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableVideoException("neither a file nor a folder");
        }
        try {
            if (Files.size(file) == 0) {
                throw new UnreadableVideoException("empty file (0 bytes)");
            }
        } catch (IOException e) {
            throw new UnreadableVideoException("cannot be opened: " + e.getMessage());
        }
    }

    private static FrameStream animation(Path file, Sampling sampling)
            throws UnreadableVideoException {
        try {
            return AnimatedImage.open(ImageFiles.readBytes(file), sampling);
        } catch (UnreadableImageException e) {
            throw new UnreadableVideoException(String.valueOf(e.getMessage()));
        }
    }

    /** Only the content counts: a file named a.jpg may be a video. */
    private static MediaType type(Path file) throws UnreadableVideoException {
        try (InputStream in = Files.newInputStream(file)) {
            return MediaType.of(in.readNBytes(MediaType.HEAD_BYTES));
        } catch (IOException e) {
            throw new UnreadableVideoException("cannot be opened: " + e.getMessage());
        }
    }

    private DecoderConnection usableConnection() throws UnreadableVideoException {
        DecoderConnection current = connection;
        if (current != null && current.isUsable()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        try {
            DecoderConnection started = new DecoderConnection(command, limits);
            LOG.debug("decoder process {} started in place of one that ended", started.pid());
            connection = started;
            return started;
        } catch (IOException e) {
            throw new UnreadableVideoException("cannot start the decoder: " + e.getMessage());
        }
    }

    /** Returns the process ID of the decoder, for measurements; -1 if there is none. */
    long pid() {
        DecoderConnection current = connection;
        return current == null ? -1 : current.pid();
    }

    /**
     * Ends what is being decoded: an open stream fails. May be called at any time; the next file
     * gets a new process.
     */
    @Override
    public void abort() {
        DecoderConnection current = connection;
        if (current != null) {
            current.close();
        }
    }

    /** Ends the decoder process. May be called at any time; an open stream fails. */
    @Override
    public void close() {
        closed = true;
        abort();
    }
}
