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

    /** 24 megapixels at 3:2, as of images that Java reads. */
    private static final Sampling FULL_DETAIL = new Sampling(1, 6000);

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
                return openInProcess(path, sampling);
            }
        }
        // videos among images contribute no fingerprint frames
        Sampling ofVideos = sampling.withFingerprintFrames(false);
        return ImageSequence.open(path, sampling, new ImageOpener(ofVideos));
    }

    /** Opens the files of a sequence of images. */
    private final class ImageOpener implements StillsPart.Opener {
        private final Sampling sampling;

        ImageOpener(Sampling sampling) {
            this.sampling = sampling;
        }

        @Override
        public FrameStream video(Path file) throws UnreadableVideoException {
            return openInProcess(file, sampling);
        }

        @Override
        public StillImage picture(Path file, int page) throws UnreadableVideoException {
            return readImage(file, page, sampling.longestSide());
        }
    }

    /** Opens a video file in the decoder process, or an image that is decoded like a video. */
    FrameStream openInProcess(Path path, Sampling sampling) throws UnreadableVideoException {
        return open(connection -> connection.sendOpen(path, sampling));
    }

    private synchronized FrameStream open(DecodedFrames.OpenCommand command)
            throws UnreadableVideoException {
        DecodedFrames frames = DecodedFrames.open(usableConnection(), command);
        open = frames;
        return frames;
    }

    /**
     * Reads an image file in the decoder process.
     *
     * @param page its index in the file
     * @throws UnreadableVideoException if it is damaged, exceeds a limit, or the process dies
     */
    StillImage readImage(Path file, int page, int longestSide) throws UnreadableVideoException {
        try {
            ImageFiles.checkReadable(file);
        } catch (UnreadableImageException e) {
            throw new UnreadableVideoException(String.valueOf(e.getMessage()));
        }
        MediaType type = type(file);
        DecodedFrames.OpenCommand command =
                ImageFiles.isDecodedLikeVideo(type)
                        ? connection -> connection.sendOpen(file, FULL_DETAIL)
                        : connection -> connection.sendOpenImage(file, page, longestSide);
        StillImage still = readImage(command);
        return new StillImage(still.image().shrunkTo(longestSide), still.omission());
    }

    /** Reads an image from memory in the decoder process, if it is not decoded like a video. */
    StillImage readImage(byte[] content) throws UnreadableVideoException {
        return readImage(connection -> connection.sendOpenImage(content, Integer.MAX_VALUE));
    }

    private StillImage readImage(DecodedFrames.OpenCommand command)
            throws UnreadableVideoException {
        try (FrameStream frames = open(command)) {
            Frame frame = frames.next();
            if (frame == null) {
                throw new UnreadableVideoException("damaged image: " + frames.problem());
            }
            frames.next(); // the omission is complete after the last frame
            return new StillImage(frame.image(), frames.omission());
        } catch (OutOfMemoryError e) {
            abort(); // the rest of the image would be taken for a response
            throw new UnreadableVideoException("it needs more memory than there is");
        }
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
        if (closed) {
            throw new UnreadableVideoException("the decoder is closed");
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
