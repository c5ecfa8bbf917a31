package dev.framewatch.storyboard;

import static java.util.Objects.requireNonNull;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.FileTooLargeException;
import dev.framewatch.text.PrintableLine;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The file of a storyboard: a header, a table with time, size and checksum of each frame, the
 * checksum of both, and the JPEG images one after the other, all numbers big-endian. Every length
 * is checked against the size of the file before memory is taken. An image whose checksum is wrong
 * costs only its frames.
 */
public final class StoryboardFile {
    /** Maximum size of a file in bytes. */
    public static final int MAX_BYTES = StoryboardBuilder.MAX_BYTES + (1 << 20);

    private static final int MAGIC = 0x46_57_53_42; // FWSB
    private static final int VERSION = 1;
    private static final int STILLS = 1;
    private static final int MAX_OMISSION_BYTES = 2000;
    private static final int ENTRY_BYTES = 8 + 4 + 4 + 2 + 2;

    private StoryboardFile() {}

    /**
     * Writes the file of a storyboard atomically, replacing an existing one.
     *
     * @return its size in bytes
     * @throws IOException if the disk is full or the folder is not writable; nothing is left then
     */
    public static long write(Path file, Storyboard storyboard) throws IOException {
        byte[] bytes = encode(storyboard);
        AtomicFile.write(file, bytes);
        return bytes.length;
    }

    /** Returns the content of the file of an intact storyboard. */
    static byte[] encode(Storyboard storyboard) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] omission = omission(storyboard.omission());
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.writeByte(storyboard.isStills() ? STILLS : 0);
            out.writeDouble(storyboard.startSeconds());
            out.writeDouble(storyboard.seconds());
            out.writeDouble(storyboard.decodedSeconds());
            out.writeDouble(storyboard.intervalSeconds());
            out.writeShort(omission.length);
            out.write(omission);
            out.writeInt(storyboard.frames().size());
            JpegImage previous = null;
            for (StoryboardFrame frame : storyboard.frames()) {
                JpegImage image = requireNonNull(frame.image());
                boolean isRepeated = image == previous;
                out.writeDouble(frame.seconds());
                out.writeInt(isRepeated ? 0 : image.jpeg().length);
                out.writeInt(isRepeated ? 0 : checksum(image.jpeg(), image.jpeg().length));
                out.writeShort(isRepeated ? 0 : image.width());
                out.writeShort(isRepeated ? 0 : image.height());
                previous = image;
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
            previous = null;
            for (StoryboardFrame frame : storyboard.frames()) {
                JpegImage image = requireNonNull(frame.image());
                if (image != previous) {
                    out.write(image.jpeg());
                }
                previous = image;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        return bytes.toByteArray();
    }

    /** Cuts a text so that it fits; a character that is cut in two becomes a replacement. */
    private static byte[] omission(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_OMISSION_BYTES
                ? bytes
                : Arrays.copyOf(bytes, MAX_OMISSION_BYTES);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Reads a file.
     *
     * @throws DamagedStoryboardException if it is not an intact storyboard as far as its images
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static Storyboard read(Path file) throws DamagedStoryboardException, IOException {
        byte[] bytes;
        try {
            bytes = BoundedFile.bytes(file, MAX_BYTES);
        } catch (FileTooLargeException e) {
            throw new DamagedStoryboardException("it is larger than any storyboard");
        }
        try {
            return parse(bytes);
        } catch (BufferUnderflowException e) {
            throw new DamagedStoryboardException("it is truncated");
        } catch (IllegalArgumentException e) {
            throw new DamagedStoryboardException(String.valueOf(e.getMessage()));
        }
    }

    private static Storyboard parse(byte[] bytes) throws DamagedStoryboardException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        require(in.getInt() == MAGIC, "it is no storyboard");
        require(in.get() == VERSION, "it is of another version of Framewatch");
        boolean isStills = (in.get() & STILLS) != 0;
        double start = in.getDouble();
        double seconds = in.getDouble();
        double decoded = in.getDouble();
        double interval = in.getDouble();
        int omissionLength = Short.toUnsignedInt(in.getShort());
        require(omissionLength <= MAX_OMISSION_BYTES, "its header is damaged");
        byte[] omission = new byte[omissionLength];
        in.get(omission);
        int count = in.getInt();
        require(count > 0 && count <= Storyboard.MAX_FRAMES, "its header is damaged");
        int tableBytes = count * ENTRY_BYTES;
        require(tableBytes <= in.remaining(), "it is truncated");
        ByteBuffer table = in.slice(in.position(), tableBytes);
        in.position(in.position() + tableBytes);
        int headerLength = in.position();
        require(in.getInt() == checksum(bytes, headerLength), "its header is damaged");
        return new Storyboard(
                isStills,
                start,
                seconds,
                decoded,
                interval,
                PrintableLine.of(new String(omission, StandardCharsets.UTF_8)),
                frames(table, in));
    }

    /** Reads the frames; the images of damaged ones are null. */
    private static List<StoryboardFrame> frames(ByteBuffer table, ByteBuffer images)
            throws DamagedStoryboardException {
        List<StoryboardFrame> frames = new ArrayList<>();
        JpegImage image = null;
        while (table.hasRemaining()) {
            double seconds = table.getDouble();
            int length = table.getInt();
            int checksum = table.getInt();
            int width = Short.toUnsignedInt(table.getShort());
            int height = Short.toUnsignedInt(table.getShort());
            require(length >= 0, "its header is damaged");
            if (length > images.remaining()) { // the file is truncated
                images.position(images.limit());
                image = null;
            } else if (length > 0) {
                byte[] jpeg = new byte[length];
                images.get(jpeg);
                boolean isIntact = checksum(jpeg, length) == checksum;
                image = isIntact ? new JpegImage(width, height, jpeg) : null;
            }
            frames.add(new StoryboardFrame(seconds, image));
        }
        return frames;
    }

    private static void require(boolean holds, String otherwise) throws DamagedStoryboardException {
        if (!holds) {
            throw new DamagedStoryboardException(otherwise);
        }
    }
}
