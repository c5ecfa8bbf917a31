package dev.framewatch.video;

import dev.framewatch.video.decoder.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of one file, as the decoder process answers them one by one. */
final class DecodedFrames implements FrameStream {
    private final DecoderChild child;
    private final VideoFacts facts;
    private final List<Glimpse> glimpses = new ArrayList<>();
    private int glimpsesSeen;
    private @Nullable Picture picture;
    private volatile double decodedSeconds;
    private volatile String trouble = "";
    private boolean finished;
    private boolean closed;

    private DecodedFrames(DecoderChild child, VideoFacts facts) {
        this.child = child;
        this.facts = facts;
    }

    /** Asks a process to open a file. */
    static DecodedFrames open(DecoderChild child, String path, Sampling sampling)
            throws UnreadableVideo {
        try {
            child.openFile(path, sampling);
            int kind = child.answer();
            if (kind == Wire.REFUSED) {
                throw new UnreadableVideo(child.answers().readUTF());
            }
            if (kind != Wire.FACTS) {
                throw new IOException("an answer of kind " + kind);
            }
            VideoFacts facts = child.watched(() -> facts(child.answers()));
            child.allowFor(facts.seconds());
            return new DecodedFrames(child, facts);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableVideo(failure(child, e));
        }
    }

    private static VideoFacts facts(DataInputStream in) throws IOException {
        return new VideoFacts(
                in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readDouble());
    }

    private static String failure(DecoderChild child, Exception e) {
        String how = child.epitaph(e);
        child.close();
        return how;
    }

    @Override
    public VideoFacts facts() {
        return facts;
    }

    @Override
    public synchronized @Nullable Frame next() throws UnreadableVideo {
        if (finished) {
            return null;
        }
        try {
            child.command(Wire.NEXT);
            int kind = child.answer();
            while (kind == Wire.GLIMPSE) {
                glimpses.add(child.watched(() -> readGlimpse(child.answers())));
                kind = child.answer();
            }
            int last = kind;
            return child.watched(() -> read(last, child.answers()));
        } catch (IOException | IllegalArgumentException e) {
            return stopped(failure(child, e));
        } catch (Stopped e) {
            return stopped(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Frame stopped(String reason) throws UnreadableVideo {
        finished = true;
        trouble = reason;
        if (picture == null) {
            throw new UnreadableVideo(reason);
        }
        return null;
    }

    private @Nullable Frame read(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case Wire.PICTURE -> frame(in, true);
            case Wire.SAME -> frame(in, false);
            case Wire.END -> {
                finished = true;
                decodedSeconds = in.readDouble();
                trouble = in.readUTF();
                yield null;
            }
            case Wire.REFUSED -> throw new Stopped(in.readUTF());
            default -> throw new IOException("an answer of kind " + kind);
        };
    }

    private Frame frame(DataInputStream in, boolean fresh) throws IOException {
        double seconds = in.readDouble();
        decodedSeconds = in.readDouble();
        Picture shown = fresh ? readPicture(in) : picture;
        if (shown == null) {
            throw new IOException("a picture to repeat before the first one");
        }
        picture = shown;
        return new Frame(seconds, shown);
    }

    private Glimpse readGlimpse(DataInputStream in) throws IOException {
        if (glimpsesSeen++ == Glimpse.MOST) {
            throw new IOException("more glimpses than there can be");
        }
        double seconds = in.readDouble();
        int width = in.readUnsignedByte();
        int height = in.readUnsignedByte();
        byte[] grey = new byte[width * height];
        in.readFully(grey);
        return new Glimpse(seconds, width, height, grey);
    }

    private static Picture readPicture(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || 3L * width * height > Integer.MAX_VALUE - 8) {
            throw new IOException("a picture of %dx%d".formatted(width, height));
        }
        byte[] rgb = new byte[3 * width * height];
        in.readFully(rgb);
        return new Picture(width, height, rgb);
    }

    @Override
    public synchronized List<Glimpse> takeGlimpses() {
        List<Glimpse> taken = List.copyOf(glimpses);
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
            child.command(Wire.CLOSE);
        } catch (IOException e) {
            child.close();
        }
    }

    /** The process itself said that it cannot go on with this file. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(String reason) {
            super(reason, null, false, false);
        }
    }
}
