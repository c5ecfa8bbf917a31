package dev.framewatch.video;

import dev.framewatch.video.decoder.DecoderProcess;
import dev.framewatch.video.decoder.DecoderProtocol;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A decoder process that fails in a specified way when first started, and works the next time.
 * Arguments: {@code FAILURE MARKER}, where the marker is a file that must not exist yet.
 */
public final class MisbehavingDecoder {
    private MisbehavingDecoder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path marker = Path.of(arguments[1]);
        if (Files.exists(marker)) {
            DecoderProcess.main(new String[0]);
            return;
        }
        Files.createFile(marker);
        DataOutputStream out = new DataOutputStream(System.out);
        switch (arguments[0]) {
            case "silent" -> hang();
            case "babbling" -> out.writeUTF("Hello! How may I help you?");
            case "dead" -> Runtime.getRuntime().halt(3);
            case "hungAtOpen" -> {
                out.writeByte(DecoderProtocol.READY);
                out.flush();
                hang();
            }
            case "crashedAtOpen" -> {
                out.writeByte(DecoderProtocol.READY);
                out.flush();
                awaitCommand();
                Runtime.getRuntime().halt(134);
            }
            case "greedy" -> {
                out.writeByte(DecoderProtocol.READY);
                out.flush();
                awaitCommand();
                while (true) {
                    MemorySegment eaten = Arena.global().allocate(16 << 20);
                    eaten.fill((byte) 1);
                }
            }
            case "hungAfterOnePicture" -> {
                writeOnePicture(out);
                hang();
            }
            case "crashedAfterOnePicture" -> {
                writeOnePicture(out);
                awaitCommand();
            }
            case "hugeAfterOnePicture" -> {
                writeOnePicture(out);
                out.writeByte(DecoderProtocol.FRAME);
                out.writeDouble(1);
                out.writeDouble(1.5);
                out.writeInt(16385);
                out.writeInt(16384);
                out.flush();
                hang();
            }
            case "slow" -> {
                out.writeByte(DecoderProtocol.READY);
                for (int i = 0; i < 35; i++) {
                    out.writeByte(DecoderProtocol.HEARTBEAT);
                    out.flush();
                    Thread.sleep(100);
                }
                out.writeByte(DecoderProtocol.ERROR);
                out.writeUTF("slow but sure");
                out.flush();
                hang();
            }
            case "endless" -> {
                out.writeByte(DecoderProtocol.READY);
                while (true) {
                    out.writeByte(DecoderProtocol.HEARTBEAT);
                    out.flush();
                    Thread.sleep(20);
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void writeOnePicture(DataOutputStream out) throws IOException {
        out.writeByte(DecoderProtocol.READY);
        out.writeByte(DecoderProtocol.METADATA);
        out.writeUTF("mp4");
        out.writeUTF("h264");
        out.writeInt(2);
        out.writeInt(1);
        out.writeDouble(0);
        out.writeDouble(10);
        out.writeUTF("");
        out.writeByte(DecoderProtocol.FRAME);
        out.writeDouble(0);
        out.writeDouble(0.5);
        out.writeInt(2);
        out.writeInt(1);
        out.write(new byte[6]);
        out.flush();
    }

    private static void awaitCommand() throws IOException {
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void hang() throws IOException {
        while (System.in.read() >= 0) {}
    }
}
