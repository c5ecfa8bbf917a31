package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProtocol;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of one file, as the decoder process answers them one by one. */
final class DecodedFrames implements FrameStream {
    private static final Logger LOG = LoggerFactory.getLogger(DecodedFrames.class);

    private final DecoderConnection child;
    private final VideoMetadata facts;
    private final List<FingerprintFrame> glimpses = new ArrayList<>();
    private int glimpsesSeen;
    private @Nullable RgbImage image;
    private volatile double decodedSeconds;
    private volatile String trouble = "";
    private boolean finished;
    private boolean closed;

    private DecodedFrames(DecoderConnection child, VideoMetadata facts) {
        this.child = child;
        this.facts = facts;
    }

    /** Asks a process to open a file. */
    static DecodedFrames open(DecoderConnection child, String path, Sampling sampling)
            throws UnreadableVideoException {
        try {
            child.openFile(path, sampling);
            int kind = child.answer();
            if (kind == DecoderProtocol.REFUSED) {
                throw new UnreadableVideoException(child.answers().readUTF());
            }
            if (kind != DecoderProtocol.FACTS) {
                throw new IOException("an answer of kind " + kind);
            }
            VideoMetadata facts = child.watched(() -> facts(child.answers()));
            child.allowFor(facts.seconds());
            return new DecodedFrames(child, facts);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableVideoException(failure(child, e));
        }
    }

    private static VideoMetadata facts(DataInputStream in) throws IOException {
        return new VideoMetadata(
                in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readDouble());
    }

    private static String failure(DecoderConnection child, Exception e) {
        String how = child.epitaph(e);
        LOG.atWarn()
                .addKeyValue("process", child.pid())
                .addKeyValue("reason", how)
                .log("decoder process ended; the next video gets a new one");
        child.close();
        return how;
    }

    @Override
    public VideoMetadata facts() {
        return facts;
    }

    @Override
    public synchronized @Nullable Frame next() throws UnreadableVideoException {
        if (finished) {
            return null;
        }
        try {
            child.command(DecoderProtocol.NEXT);
            int kind = child.answer();
            while (kind == DecoderProtocol.GLIMPSE) {
                glimpses.add(child.watched(() -> readGlimpse(child.answers())));
                kind = child.answer();
            }
            int last = kind;
            return child.watched(() -> read(last, child.answers()));
        } catch (IOException | IllegalArgumentException e) {
            return stopped(failure(child, e));
        } catch (DecodingStoppedException e) {
            return stopped(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Frame stopped(String reason) throws UnreadableVideoException {
        finished = true;
        trouble = reason;
        if (image == null) {
            throw new UnreadableVideoException(reason);
        }
        return null;
    }

    private @Nullable Frame read(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case DecoderProtocol.PICTURE -> frame(in, true);
            case DecoderProtocol.SAME -> frame(in, false);
            case DecoderProtocol.END -> {
                finished = true;
                decodedSeconds = in.readDouble();
                trouble = in.readUTF();
                yield null;
            }
            case DecoderProtocol.REFUSED -> throw new DecodingStoppedException(in.readUTF());
            default -> throw new IOException("an answer of kind " + kind);
        };
    }

    private Frame frame(DataInputStream in, boolean fresh) throws IOException {
        double seconds = in.readDouble();
        decodedSeconds = in.readDouble();
        RgbImage shown = fresh ? readPicture(in) : image;
        if (shown == null) {
            throw new IOException("a picture to repeat before the first one");
        }
        image = shown;
        return new Frame(seconds, shown);
    }

    private FingerprintFrame readGlimpse(DataInputStream in) throws IOException {
        if (glimpsesSeen++ == FingerprintFrame.MAX) {
            throw new IOException("more glimpses than there can be");
        }
        double seconds = in.readDouble();
        int width = in.readUnsignedByte();
        int height = in.readUnsignedByte();
        byte[] grey = new byte[width * height];
        in.readFully(grey);
        return new FingerprintFrame(seconds, width, height, grey);
    }

    private static RgbImage readPicture(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || 3L * width * height > Integer.MAX_VALUE - 8) {
            throw new IOException("a picture of %dx%d".formatted(width, height));
        }
        byte[] rgb = new byte[3 * width * height];
        in.readFully(rgb);
        return new RgbImage(width, height, rgb);
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> taken = List.copyOf(glimpses);
        glimpses.clear();
        return taken;
    }

    @Override
    public double decodedSeconds() {
        return decodedSeconds;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public synchronized void close() {
        finished = true;
        if (closed || !child.usable()) {
            return;
        }
        closed = true;
        try {
            child.command(DecoderProtocol.CLOSE);
        } catch (IOException e) {
            child.close();
        }
    }

    /** The process itself said that it cannot go on with this file. */
    private static final class DecodingStoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DecodingStoppedException(String reason) {
            super(reason, null, false, false);
        }
    }
}
