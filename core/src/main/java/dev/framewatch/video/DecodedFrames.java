package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProtocol;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of one file, requested from the decoder process one at a time. */
final class DecodedFrames implements FrameStream {
    /** As many as any image has that is read; what the decoder says is not trusted. */
    private static final long MAX_PIXELS = 16384L * 16384;

    private static final int PIPE_BYTES = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(DecodedFrames.class);

    private final DecoderConnection connection;
    private final VideoMetadata metadata;
    private final List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
    private int fingerprintFrameCount;
    private @Nullable RgbImage lastImage;
    private volatile double decodedSeconds;
    private volatile String problem = "";
    private volatile String omission;
    private volatile boolean decoderFailed;
    private boolean finished;
    private boolean closed;

    private DecodedFrames(DecoderConnection connection, VideoMetadata metadata, String omission) {
        this.connection = connection;
        this.metadata = metadata;
        this.omission = omission;
    }

    /** Sends the command that opens a file. */
    @FunctionalInterface
    interface OpenCommand {
        void send(DecoderConnection connection) throws IOException;
    }

    /** Opens a file in the decoder process and reads its metadata. */
    static DecodedFrames open(DecoderConnection connection, OpenCommand command)
            throws UnreadableVideoException {
        try {
            command.send(connection);
            int type = connection.readResponseType();
            if (type == DecoderProtocol.ERROR) {
                throw new UnreadableVideoException(connection.responses().readUTF());
            }
            if (type != DecoderProtocol.METADATA) {
                throw new IOException("unexpected response type " + type);
            }
            VideoMetadata metadata =
                    connection.withTimeout(() -> readMetadata(connection.responses()));
            String omission = connection.withTimeout(connection.responses()::readUTF);
            connection.extendTimeLimit(metadata.seconds());
            return new DecodedFrames(connection, metadata, omission);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableVideoException(failureReason(connection, e), true);
        }
    }

    private static VideoMetadata readMetadata(DataInputStream in) throws IOException {
        return new VideoMetadata(
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                in.readDouble());
    }

    private static String failureReason(DecoderConnection connection, Exception e) {
        String reason = connection.failureReason(e);
        connection.close();
        LOG.atWarn()
                .addKeyValue("process", connection.pid())
                .addKeyValue("reason", reason)
                .log("decoder process ended; the next video gets a new one");
        return reason;
    }

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public synchronized @Nullable Frame next() throws UnreadableVideoException {
        if (finished) {
            return null;
        }
        try {
            connection.sendCommand(DecoderProtocol.NEXT);
            int type = connection.readResponseType();
            while (type == DecoderProtocol.FINGERPRINT_FRAME) {
                fingerprintFrames.add(
                        connection.withTimeout(() -> readFingerprintFrame(connection.responses())));
                type = connection.readResponseType();
            }
            int last = type;
            return connection.withTimeout(() -> readResponse(last, connection.responses()));
        } catch (IOException | IllegalArgumentException e) {
            decoderFailed = true;
            return stop(failureReason(connection, e));
        } catch (DecodingStoppedException e) {
            return stop(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Frame stop(String reason) throws UnreadableVideoException {
        finished = true;
        problem = reason;
        omission = reason;
        if (lastImage == null) {
            throw new UnreadableVideoException(reason, decoderFailed);
        }
        return null;
    }

    private @Nullable Frame readResponse(int type, DataInputStream in) throws IOException {
        return switch (type) {
            case DecoderProtocol.FRAME -> readFrame(in, true);
            case DecoderProtocol.REPEATED_FRAME -> readFrame(in, false);
            case DecoderProtocol.END -> {
                finished = true;
                decodedSeconds = in.readDouble();
                problem = in.readUTF();
                omission = in.readUTF();
                yield null;
            }
            case DecoderProtocol.ERROR -> throw new DecodingStoppedException(in.readUTF());
            default -> throw new IOException("unexpected response type " + type);
        };
    }

    private Frame readFrame(DataInputStream in, boolean isNew) throws IOException {
        double seconds = in.readDouble();
        double decoded = in.readDouble();
        RgbImage image = isNew ? readImage(in) : lastImage;
        if (image == null) {
            throw new IOException("a repeated frame before the first frame");
        }
        lastImage = image;
        decodedSeconds = decoded;
        return new Frame(seconds, image);
    }

    private FingerprintFrame readFingerprintFrame(DataInputStream in) throws IOException {
        if (fingerprintFrameCount++ == FingerprintFrame.MAX_PER_VIDEO) {
            throw new IOException("too many fingerprint frames");
        }
        double seconds = in.readDouble();
        int width = in.readUnsignedByte();
        int height = in.readUnsignedByte();
        byte[] grey = new byte[width * height];
        in.readFully(grey);
        return new FingerprintFrame(seconds, width, height, grey);
    }

    private static RgbImage readImage(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IOException("invalid frame size %dx%d".formatted(width, height));
        }
        byte[] rgb = new byte[3 * width * height];
        // Java takes memory outside the heap for as much as is asked for.
        for (int at = 0; at < rgb.length; at += PIPE_BYTES) {
            in.readFully(rgb, at, Math.min(PIPE_BYTES, rgb.length - at));
        }
        return new RgbImage(width, height, rgb);
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> drained = List.copyOf(fingerprintFrames);
        fingerprintFrames.clear();
        return drained;
    }

    @Override
    public double decodedSeconds() {
        return decodedSeconds;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public boolean decoderFailed() {
        return decoderFailed;
    }

    @Override
    public String omission() {
        return omission;
    }

    @Override
    public synchronized void close() {
        finished = true;
        lastImage = null; // the decoder keeps its last stream
        if (closed || !connection.isUsable()) {
            return;
        }
        closed = true;
        try {
            connection.sendCommand(DecoderProtocol.CLOSE);
        } catch (IOException e) {
            connection.close();
        }
    }

    /** The decoder process reported that it cannot continue with this file. */
    private static final class DecodingStoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DecodingStoppedException(String reason) {
            super(reason, null, false, false);
        }
    }
}
