package dev.framewatch.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a HEIF image (ISO/IEC 23008-12) of 2x2 equal tiles from an MP4 file of one frame of 96x64
 * pixels: ffmpeg writes no grids.
 */
final class HeifGrid {
    private static final int TILES = 4;
    private static final int GRID = TILES + 1;

    private HeifGrid() {}

    static byte[] of(byte[] mp4) {
        byte[] configuration = find(mp4, "hvcC", "av1C");
        byte[] media = find(mp4, "mdat");
        byte[] sample = Arrays.copyOfRange(media, 8, media.length);
        boolean hevc = new String(configuration, 4, 4, StandardCharsets.ISO_8859_1).equals("hvcC");
        byte[] brand = text(hevc ? "heic" : "avif");
        byte[] ftyp = box("ftyp", brand, integer(0), text("mif1"), brand);
        String type = hevc ? "hvc1" : "av01";
        int length = meta(configuration, type, sample.length, 0).length;
        byte[] meta = meta(configuration, type, sample.length, ftyp.length + length + 8);
        return join(ftyp, meta, box("mdat", sample));
    }

    private static byte[] meta(byte[] configuration, String type, int length, int start) {
        List<byte[]> entries = new ArrayList<>();
        List<byte[]> associations = new ArrayList<>();
        List<byte[]> locations = new ArrayList<>();
        for (int item = 1; item <= TILES; item++) {
            entries.add(fullBox("infe", 2, shorts(item, 0), text(type), new byte[1]));
            associations.add(join(shorts(item), new byte[] {2, 1, 2}));
            locations.add(join(shorts(item, 0, 0, 1), integer(start), integer(length)));
        }
        entries.add(fullBox("infe", 2, shorts(GRID, 0), text("grid"), new byte[1]));
        associations.add(join(shorts(GRID), new byte[] {2, 3, 4}));
        locations.add(join(shorts(GRID, 1, 0, 1), integer(0), integer(8)));
        byte[] properties =
                box(
                        "ipco",
                        configuration,
                        fullBox("ispe", 0, integer(96), integer(64)),
                        fullBox("ispe", 0, integer(180), integer(120)),
                        box("irot", new byte[] {1}));
        return fullBox(
                "meta",
                0,
                fullBox("hdlr", 0, integer(0), text("pict"), new byte[13]),
                fullBox("pitm", 0, shorts(GRID)),
                fullBox("iinf", 0, shorts(GRID), join(entries)),
                fullBox("iref", 0, box("dimg", shorts(GRID, TILES, 1, 2, 3, 4))),
                box("idat", new byte[] {0, 0, 1, 1}, shorts(180, 120)),
                box("iprp", properties, fullBox("ipma", 0, integer(GRID), join(associations))),
                fullBox("iloc", 1, new byte[] {0x44, 0}, shorts(GRID), join(locations)));
    }

    /** Returns the first box of one of these names, wherever it lies. */
    private static byte[] find(byte[] mp4, String... names) {
        for (int at = 4; at + 4 <= mp4.length; at++) {
            String name = new String(mp4, at, 4, StandardCharsets.ISO_8859_1);
            if (List.of(names).contains(name)) {
                return Arrays.copyOfRange(
                        mp4, at - 4, at - 4 + ByteBuffer.wrap(mp4).getInt(at - 4));
            }
        }
        throw new IllegalArgumentException("there is no box " + List.of(names));
    }

    private static byte[] fullBox(String name, int version, byte[]... content) {
        return box(name, integer(version << 24), join(content));
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
        Arrays.stream(values).forEach(value -> out.putShort((short) value));
        return out.array();
    }

    private static byte[] join(List<byte[]> parts) {
        return join(parts.toArray(byte[][]::new));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
