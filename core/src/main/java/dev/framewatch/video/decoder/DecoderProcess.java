package dev.framewatch.video.decoder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the decoder process: executes commands until standard input ends. It then exits at
 * once, even while decoding, so that it never outlives its parent.
 */
public final class DecoderProcess {
    private static final int TRAINING_INSTANTS = 10;
    private static final int TRAINING_SIDE = 64;

    /** The heap grows beyond this for large images only. */
    private static final long USUAL_HEAP_BYTES = 256L << 20;

    private static final long HEARTBEAT_INTERVAL_NANOS = 1_000_000_000L;

    private final DataOutputStream out;
    private final FileInput input = new FileInput();
    private final LibavLog libavLog = new LibavLog();
    private final PixelWriter pixels = new PixelWriter();
    private final FingerprintFrames fingerprintFrames = new FingerprintFrames();
    private @Nullable OpenMedia video;
    private long lastHeartbeat;

    private DecoderProcess(DataOutputStream out) {
        this.out = out;
    }

    private sealed interface Command {
        record Open(
                Path file,
                double intervalSeconds,
                int longestSide,
                boolean fingerprintFrames,
                boolean keyFramesOnly)
                implements Command {}

        /** Opens an image file, or an image in memory if its path is empty. */
        record OpenImage(String file, int page, int longestSide, byte[] content)
                implements Command {
            static OpenImage read(DataInputStream in) throws IOException {
                String file = in.readUTF();
                int page = in.readInt();
                int longestSide = in.readInt();
                byte[] content = new byte[file.isEmpty() ? in.readInt() : 0];
                in.readFully(content);
                return new OpenImage(file, page, longestSide, content);
            }
        }

        record Next() implements Command {}

        record Close() implements Command {}
    }

    /**
     * Runs the process.
     *
     * @param arguments none; or one video to decode in a training run, and an image, with which the
     *     build records the AOT cache
     * @throws IOException if the parent process has ended
     * @throws InterruptedException never; nothing interrupts this thread
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            runTraining(Path.of(arguments[0]));
            return;
        }
        var out = new DataOutputStream(new PipeOutput());
        System.setOut(System.err);
        LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> readCommands(commands));
        try {
            NativeLibraries.load();
        } catch (IOException | LinkageError e) {
            out.writeByte(DecoderProtocol.ERROR);
            out.writeUTF("cannot load the video libraries: " + e.getMessage());
            out.flush();
            return;
        }
        var process = new DecoderProcess(out);
        out.writeByte(DecoderProtocol.READY);
        out.flush();
        while (true) {
            process.execute(commands.take());
            out.flush();
        }
    }

    private static void runTraining(Path file) throws IOException {
        NativeLibraries.load();
        var process = new DecoderProcess(new DataOutputStream(OutputStream.nullOutputStream()));
        process.execute(new Command.Open(file, 1, 1024, true, false));
        for (int i = 0; i < TRAINING_INSTANTS; i++) {
            process.execute(new Command.Next());
        }
        process.execute(new Command.OpenImage("", 0, TRAINING_SIDE, jpeg()));
        process.execute(new Command.Next());
        process.execute(new Command.Close());
    }

    private static byte[] jpeg() throws IOException {
        var image =
                new BufferedImage(2 * TRAINING_SIDE, TRAINING_SIDE, BufferedImage.TYPE_3BYTE_BGR);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static void readCommands(LinkedBlockingQueue<Command> commands) {
        try (var in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
            while (true) {
                commands.add(
                        switch (in.readUnsignedByte()) {
                            case DecoderProtocol.OPEN ->
                                    new Command.Open(
                                            Path.of(URI.create(in.readUTF())),
                                            in.readDouble(),
                                            in.readInt(),
                                            in.readBoolean(),
                                            in.readBoolean());
                            case DecoderProtocol.OPEN_IMAGE -> Command.OpenImage.read(in);
                            case DecoderProtocol.NEXT -> new Command.Next();
                            case DecoderProtocol.CLOSE -> new Command.Close();
                            default -> throw new EOFException();
                        });
            }
        } catch (IOException | IllegalArgumentException | OutOfMemoryError e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void execute(Command command) throws IOException {
        switch (command) {
            case Command.Open open -> open(() -> open(open));
            case Command.OpenImage image -> open(() -> open(image));
            case Command.Next _ -> next();
            case Command.Close _ -> close();
        }
    }

    /** What opens a file. */
    @FunctionalInterface
    private interface Opener {
        OpenMedia open() throws UnsupportedMediaException;
    }

    private void open(Opener opener) throws IOException {
        close();
        try {
            OpenMedia opened = opener.open();
            video = opened;
            out.writeByte(DecoderProtocol.METADATA);
            opened.writeMetadata(out);
        } catch (UnsupportedMediaException e) {
            writeError(e);
            input.close();
        }
    }

    private DecodedStill open(Command.OpenImage command) throws UnsupportedMediaException {
        byte[] content =
                command.file().isEmpty()
                        ? command.content()
                        : JavaImage.content(Path.of(URI.create(command.file())));
        return JavaImage.open(content, command.page(), command.longestSide(), this::sendHeartbeat);
    }

    private OpenMedia open(Command.Open command) throws UnsupportedMediaException {
        Path file = command.file();
        if (HeifImage.isHeif(file)) {
            return HeifImage.open(file, input, command.longestSide(), this::sendHeartbeat);
        }
        if (AnimatedWebpVideo.isAnimatedWebp(file)) {
            return AnimatedWebpVideo.open(
                    file,
                    command.intervalSeconds(),
                    command.longestSide(),
                    command.fingerprintFrames(),
                    this::sendHeartbeat);
        }
        return SvgImage.isSvg(file)
                ? SvgImage.open(file, command.longestSide())
                : openVideo(command);
    }

    private SampledVideo openVideo(Command.Open command) throws UnsupportedMediaException {
        Container container = Container.open(command.file(), input, libavLog, this::sendHeartbeat);
        try {
            return new SampledVideo(
                    container,
                    command.intervalSeconds(),
                    command.longestSide(),
                    command.fingerprintFrames() ? fingerprintFrames.reset() : null,
                    command.keyFramesOnly(),
                    this::sendHeartbeat);
        } catch (UnsupportedMediaException e) {
            container.close();
            throw e;
        }
    }

    private void next() throws IOException {
        try {
            if (video == null) {
                throw new UnsupportedMediaException("no video is open");
            }
            video.writeNext(pixels, out);
        } catch (UnsupportedMediaException e) {
            writeError(e);
        }
    }

    private void writeError(UnsupportedMediaException e) throws IOException {
        out.writeByte(DecoderProtocol.ERROR);
        out.writeUTF(String.valueOf(e.getMessage()));
    }

    private void close() throws IOException {
        if (video != null) {
            video.close();
            video = null;
        }
        input.close();
        if (Runtime.getRuntime().totalMemory() > USUAL_HEAP_BYTES) {
            System.gc(); // gives it back: the next video may need that memory outside the heap
        }
    }

    /** Sends a heartbeat to the parent at most once a second; called between packets. */
    private void sendHeartbeat() {
        long now = System.nanoTime();
        if (now - lastHeartbeat < HEARTBEAT_INTERVAL_NANOS) {
            return;
        }
        lastHeartbeat = now;
        try {
            out.writeByte(DecoderProtocol.HEARTBEAT);
            out.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }
}
