package dev.framewatch.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes HEIF files (ISO/IEC 23008-12) from videos of one frame each, which become its image or the
 * tiles of a grid. Nothing on the machines of the tests writes them.
 */
public final class HeifWriter {
    private final List<Path> tiles;
    private final int columns;
    private final int width;
    private final int height;
    private int tileWidth;
    private int tileHeight;
    private int rotation;
    private int mirror = -1;
    private boolean separate;

    /**
     * @param tiles MP4 files of one frame each, row by row; one alone is an image without a grid
     * @param width of the image in pixels; what the tiles have beyond is cropped
     */
    public HeifWriter(List<Path> tiles, int columns, int width, int height) {
        this.tiles = tiles;
        this.columns = columns;
        this.width = width;
        this.height = height;
    }

    public HeifWriter tileSize(int tileWidth, int tileHeight) {
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
        return this;
    }

    /** Has a player turn the image by quarter turns, anticlockwise. */
    public HeifWriter rotated(int quarterTurns) {
        rotation = quarterTurns;
        return this;
    }

    /** Has a player mirror the image after turning it: 0 exchanges top and bottom, 1 the sides. */
    public HeifWriter mirrored(int axis) {
        mirror = axis;
        return this;
    }

    /** Makes each tile an image of its own, the first of them the primary one. */
    public HeifWriter separate() {
        separate = true;
        return this;
    }

    public Path write(Path file) throws IOException {
        byte[] configuration = find(Files.readAllBytes(tiles.getFirst()));
        boolean hevc = new String(configuration, 4, 4, StandardCharsets.ISO_8859_1).equals("hvcC");
        List<byte[]> samples = new ArrayList<>();
        for (Path tile : tiles) {
            samples.add(sample(Files.readAllBytes(tile)));
        }
        String brand = hevc ? "heic" : "avif";
        byte[] ftyp = box("ftyp", text(brand), integer(0), text("mif1"), text(brand));
        byte[] meta = meta(configuration, hevc ? "hvc1" : "av01", samples, 0);
        int start = ftyp.length + meta.length + 8;
        meta = meta(configuration, hevc ? "hvc1" : "av01", samples, start);
        byte[] mdat = box("mdat", samples.toArray(byte[][]::new));
        return Files.write(file, join(ftyp, meta, mdat));
    }

    private boolean isGrid() {
        return tiles.size() > 1 && !separate;
    }

    private byte[] meta(byte[] configuration, String type, List<byte[]> samples, int start) {
        int count = samples.size();
        int gridItem = count + 1;
        List<byte[]> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(fullBox("infe", 2, shorts(i, 0), text(type), new byte[1]));
        }
        if (isGrid()) {
            entries.add(fullBox("infe", 2, shorts(gridItem, 0), text("grid"), new byte[1]));
        }
        List<byte[]> boxes = new ArrayList<>();
        boxes.add(fullBox("hdlr", 0, integer(0), text("pict"), new byte[13]));
        boxes.add(fullBox("pitm", 0, shorts(isGrid() ? gridItem : 1)));
        boxes.add(fullBox("iinf", 0, shorts(entries.size()), join(entries)));
        if (isGrid()) {
            byte[] to = new byte[0];
            for (int i = 1; i <= count; i++) {
                to = join(to, shorts(i));
            }
            boxes.add(fullBox("iref", 0, box("dimg", shorts(gridItem, count), to)));
            byte[] size = shorts(width, height);
            byte[] layout = {0, 0, (byte) (count / columns - 1), (byte) (columns - 1)};
            boxes.add(box("idat", layout, size));
        }
        boxes.add(properties(configuration, count, gridItem));
        boxes.add(locations(samples, start, gridItem));
        return fullBox("meta", 0, join(boxes));
    }

    private byte[] properties(byte[] configuration, int count, int gridItem) {
        byte[] associations = new byte[0];
        byte[] turns = mirror < 0 ? new byte[] {4} : new byte[] {4, 5};
        for (int i = 1; i <= count; i++) {
            byte[] own = isGrid() ? new byte[] {1, 2} : join(new byte[] {1, 2}, turns);
            associations = join(associations, shorts(i), new byte[] {(byte) own.length}, own);
        }
        if (isGrid()) {
            byte[] own = join(new byte[] {3}, turns);
            associations =
                    join(associations, shorts(gridItem), new byte[] {(byte) own.length}, own);
        }
        byte[] ipco =
                box(
                        "ipco",
                        configuration,
                        fullBox("ispe", 0, integer(tileWidth), integer(tileHeight)),
                        fullBox("ispe", 0, integer(width), integer(height)),
                        box("irot", new byte[] {(byte) rotation}),
                        box("imir", new byte[] {(byte) Math.max(0, mirror)}));
        int items = count + (isGrid() ? 1 : 0);
        return box("iprp", ipco, fullBox("ipma", 0, integer(items), associations));
    }

    private byte[] locations(List<byte[]> samples, int start, int gridItem) {
        byte[] items = new byte[0];
        int at = start;
        for (int i = 0; i < samples.size(); i++) {
            int length = samples.get(i).length;
            items = join(items, shorts(i + 1, 0, 0, 1), integer(at), integer(length));
            at += length;
        }
        if (isGrid()) {
            items = join(items, shorts(gridItem, 1, 0, 1), integer(0), integer(8));
        }
        int count = samples.size() + (isGrid() ? 1 : 0);
        return fullBox("iloc", 1, new byte[] {0x44, 0}, shorts(count), items);
    }

    /** Returns the decoder configuration box, whole. */
    private static byte[] find(byte[] mp4) {
        for (int at = 4; at + 4 < mp4.length; at++) {
            String name = new String(mp4, at, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("hvcC") || name.equals("av1C")) {
                int length = ByteBuffer.wrap(mp4).getInt(at - 4);
                return Arrays.copyOfRange(mp4, at - 4, at - 4 + length);
            }
        }
        throw new IllegalArgumentException("no decoder configuration");
    }

    /** Returns the only sample: all of the media data. */
    private static byte[] sample(byte[] mp4) {
        ByteBuffer in = ByteBuffer.wrap(mp4);
        while (in.remaining() >= 8) {
            int length = in.getInt();
            byte[] name = new byte[4];
            in.get(name);
            byte[] content = new byte[length - 8];
            in.get(content);
            if (new String(name, StandardCharsets.ISO_8859_1).equals("mdat")) {
                return content;
            }
        }
        throw new IllegalArgumentException("no media data");
    }

    private static byte[] fullBox(String name, int version, byte[]... content) {
        return box(name, join(integer(version << 24), join(content)));
    }

    private static byte[] box(String name, byte[]... content) {
        byte[] all = join(content);
        return join(integer(8 + all.length), text(name), all);
    }

    private static byte[] text(String fourCc) {
        return fourCc.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer out = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            out.putShort((short) value);
        }
        return out.array();
    }

    private static byte[] join(List<byte[]> parts) {
        return join(parts.toArray(byte[][]::new));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
