package dev.framewatch.video.decoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The items that the {@code meta} box of a HEIF file declares (ISO/IEC 14496-12 section 8.11,
 * ISO/IEC 23008-12), to tell separate pictures from thumbnails, tiles and the like.
 */
final class HeifItems {
    private static final Set<String> IMAGE_TYPES =
            Set.of("hvc1", "av01", "avc1", "jpeg", "j2k1", "vvc1", "unci", "grid", "iovl", "iden");

    /** Groups whose members show the same scene: alternatives and stereo pairs. */
    private static final Set<String> SAME_PICTURE = Set.of("altr", "ster");

    private static final String HEVC_ALPHA = "urn:mpeg:hevc:2015:auxid:1";
    private static final int MAX_META_BYTES = 1 << 20;
    private static final int HIDDEN = 1;
    private static final int LARGE_INDEX = 1;

    private final Set<Integer> images = new HashSet<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Set<Integer>> samePictures = new ArrayList<>();
    private final List<String> auxiliaryTypes = new ArrayList<>();
    private final Map<Integer, List<Integer>> propertiesOf = new HashMap<>();
    private int primary = -1;

    private record Reference(String type, int from, int to) {}

    private HeifItems() {}

    /** Reads the items of a file; of a damaged one, those before the damage. */
    static HeifItems of(Path file) {
        HeifItems items = new HeifItems();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            items.readMeta(channel);
        } catch (IOException | RuntimeException _) {
            // libav reads the file as well, and reports the damage
        }
        return items;
    }

    private void readMeta(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(16);
        long position = 0;
        while (channel.read(header.clear(), position) >= 8) {
            header.flip();
            long length = Integer.toUnsignedLong(header.getInt());
            String name = fourCc(header);
            if (length == 1) {
                length = header.getLong();
            }
            if (name.equals("meta") && length <= MAX_META_BYTES) {
                ByteBuffer meta = ByteBuffer.allocate((int) length);
                while (meta.hasRemaining() && channel.read(meta, position + meta.position()) > 0) {}
                meta.flip().position(12); // box header, version and flags
                readBoxes(meta, this::readMetaBox);
                return;
            }
            if (length < 8) {
                return;
            }
            position += length;
        }
    }

    @FunctionalInterface
    private interface BoxReader {
        void read(String name, ByteBuffer content);
    }

    private static void readBoxes(ByteBuffer in, BoxReader reader) {
        while (in.remaining() >= 8) {
            int length = in.getInt();
            String name = fourCc(in);
            ByteBuffer content = in.slice(in.position(), length - 8);
            in.position(in.position() + length - 8);
            reader.read(name, content);
        }
    }

    private void readMetaBox(String name, ByteBuffer in) {
        switch (name) {
            case "pitm" -> primary = number(in, in.getInt() >>> 24 > 0);
            case "iinf" -> {
                number(in, in.getInt() >>> 24 > 0); // the count
                readBoxes(in, (_, entry) -> readItem(entry));
            }
            case "iref" -> {
                boolean wide = in.getInt() >>> 24 > 0;
                readBoxes(in, (type, reference) -> readReference(type, reference, wide));
            }
            case "grpl" -> readBoxes(in, this::readGroup);
            case "iprp" -> readBoxes(in, this::readProperties);
            default -> {}
        }
    }

    private void readItem(ByteBuffer in) {
        int versionAndFlags = in.getInt();
        int id = number(in, versionAndFlags >>> 24 > 2);
        in.getShort(); // protection
        if (IMAGE_TYPES.contains(fourCc(in)) && (versionAndFlags & HIDDEN) == 0) {
            images.add(id);
        }
    }

    private void readReference(String type, ByteBuffer in, boolean wide) {
        int from = number(in, wide);
        for (int count = in.getShort() & 0xFFFF; count > 0; count--) {
            references.add(new Reference(type, from, number(in, wide)));
        }
    }

    private void readGroup(String type, ByteBuffer in) {
        if (SAME_PICTURE.contains(type)) {
            in.getLong(); // version, flags and the ID of the group
            Set<Integer> members = new HashSet<>();
            for (int count = in.getInt(); count > 0; count--) {
                members.add(in.getInt());
            }
            samePictures.add(members);
        }
    }

    private void readProperties(String name, ByteBuffer in) {
        if (name.equals("ipco")) {
            readBoxes(in, (type, property) -> auxiliaryTypes.add(auxiliaryType(type, property)));
        } else if (name.equals("ipma")) {
            int versionAndFlags = in.getInt();
            boolean wide = versionAndFlags >>> 24 > 0;
            for (int items = in.getInt(); items > 0; items--) {
                List<Integer> properties =
                        propertiesOf.computeIfAbsent(number(in, wide), _ -> new ArrayList<>());
                for (int count = in.get() & 0xFF; count > 0; count--) {
                    boolean large = (versionAndFlags & LARGE_INDEX) != 0;
                    properties.add(large ? in.getShort() & 0x7FFF : in.get() & 0x7F);
                }
            }
        }
    }

    /** Returns the URN of an {@code auxC} property; empty for any other. */
    private static String auxiliaryType(String name, ByteBuffer property) {
        if (!name.equals("auxC")) {
            return "";
        }
        String text = StandardCharsets.ISO_8859_1.decode(property.position(4)).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static int number(ByteBuffer in, boolean wide) {
        return wide ? in.getInt() : in.getShort() & 0xFFFF;
    }

    private static String fourCc(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns the number of images besides the primary one that are pictures of their own: neither
     * thumbnails, depth maps and the like, nor parts or alternatives of another.
     */
    int otherPictures() {
        Set<Integer> others = new HashSet<>(images);
        others.remove(primary);
        for (Reference reference : references) {
            switch (reference.type) {
                case "thmb", "auxl" -> others.remove(reference.from);
                case "dimg" -> others.remove(reference.to);
                default -> {}
            }
        }
        for (Set<Integer> members : samePictures) {
            if (members.contains(primary)) {
                others.removeAll(members);
            }
        }
        return others.size();
    }

    /** Returns the ID of the item that holds the opacity of the primary image. */
    OptionalInt alpha() {
        return references.stream()
                .filter(reference -> reference.type.equals("auxl") && reference.to == primary)
                .mapToInt(Reference::from)
                .filter(this::isAlpha)
                .findFirst();
    }

    private boolean isAlpha(int item) {
        return propertiesOf.getOrDefault(item, List.of()).stream()
                .filter(index -> index >= 1 && index <= auxiliaryTypes.size())
                .map(index -> auxiliaryTypes.get(index - 1))
                .anyMatch(type -> type.endsWith(":alpha") || type.equals(HEVC_ALPHA));
    }
}
