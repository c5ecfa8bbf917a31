package dev.framewatch.video.decoder;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The decoder's own process: answers commands until standard input ends. It ends at once then, even
 * in the middle of a picture, so it never outlives its parent.
 */
public final class DecoderProcess {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PRACTICE_INSTANTS = 10;
    private static final long ALIVE_NANOS = 1_000_000_000L;

    private final DataOutputStream out;
    private final FileInput input = new FileInput();
    private final LibavLog libavLog = new LibavLog();
    private final PixelWriter pixels = new PixelWriter();
    private final FingerprintFrames fingerprintFrames = new FingerprintFrames();
    private @Nullable SampledVideo video;
    private long lastSign;

    private DecoderProcess(DataOutputStream out) {
        this.out = out;
    }

    private sealed interface Command {
        record Open(Path file, double everySeconds, int longestSide, boolean glimpses)
                implements Command {}

        record Next() implements Command {}

        record Close() implements Command {}
    }

    /**
     * @param arguments none; or a video that it decodes for practice, once, when the build records
     *     which classes a decoder process needs
     * @throws IOException when the parent is gone
     * @throws InterruptedException never: nobody interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            practise(Path.of(arguments[0]));
            return;
        }
        var raw = new FileOutputStream(FileDescriptor.out);
        var out = new DataOutputStream(new BufferedOutputStream(raw, BUFFER_BYTES));
        System.setOut(System.err);
        LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> listen(commands));
        try {
            NativeLibraries.load();
        } catch (IOException | LinkageError e) {
            out.writeByte(DecoderProtocol.REFUSED);
            out.writeUTF("the video libraries cannot be loaded: " + e.getMessage());
            out.flush();
            return;
        }
        var process = new DecoderProcess(out);
        out.writeByte(DecoderProtocol.READY);
        out.flush();
        while (true) {
            process.obey(commands.take());
            out.flush();
        }
    }

    private static void practise(Path file) throws IOException {
        NativeLibraries.load();
        var process = new DecoderProcess(new DataOutputStream(OutputStream.nullOutputStream()));
        process.obey(new Command.Open(file, 1, 1024, true));
        for (int i = 0; i < PRACTICE_INSTANTS; i++) {
            process.obey(new Command.Next());
        }
        process.obey(new Command.Close());
    }

    private static void listen(LinkedBlockingQueue<Command> commands) {
        try (var in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
            while (true) {
                commands.add(
                        switch (in.readUnsignedByte()) {
                            case DecoderProtocol.OPEN ->
                                    new Command.Open(
                                            Path.of(in.readUTF()),
                                            in.readDouble(),
                                            in.readInt(),
                                            in.readBoolean());
                            case DecoderProtocol.NEXT -> new Command.Next();
                            case DecoderProtocol.CLOSE -> new Command.Close();
                            default -> throw new EOFException();
                        });
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void obey(Command command) throws IOException {
        switch (command) {
            case Command.Open open -> open(open);
            case Command.Next _ -> next();
            case Command.Close _ -> close();
        }
    }

    private void open(Command.Open command) throws IOException {
        close();
        try {
            SampledVideo opened = sampled(command);
            video = opened;
            out.writeByte(DecoderProtocol.FACTS);
            opened.writeFacts(out);
        } catch (UnsupportedMediaException e) {
            refuse(e);
            input.close();
        }
    }

    private SampledVideo sampled(Command.Open command) throws UnsupportedMediaException {
        Container container = Container.open(command.file(), input, libavLog);
        try {
            return new SampledVideo(
                    container,
                    command.everySeconds(),
                    command.longestSide(),
                    command.glimpses() ? fingerprintFrames.forNext() : null,
                    this::signOfLife);
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
            refuse(e);
        }
    }

    private void refuse(UnsupportedMediaException e) throws IOException {
        out.writeByte(DecoderProtocol.REFUSED);
        out.writeUTF(String.valueOf(e.getMessage()));
    }

    private void close() throws IOException {
        if (video != null) {
            video.close();
            video = null;
        }
        input.close();
    }

    /** Called between packets: tells the parent that long work goes on. */
    private void signOfLife() {
        long now = System.nanoTime();
        if (now - lastSign < ALIVE_NANOS) {
            return;
        }
        lastSign = now;
        try {
            out.writeByte(DecoderProtocol.ALIVE);
            out.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }
}
