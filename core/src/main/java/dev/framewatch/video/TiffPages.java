package dev.framewatch.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pages of a TIFF file (TIFF 6.0 section 2), as scanners and fax programs write them: a chain
 * of directories. Java's own reader follows a chain without end.
 */
final class TiffPages {
    /** Maximum number of pages. */
    static final int MAX_PAGES = 10_000;

    private static final int NEW_SUBFILE_TYPE = 254;

    /** Bits of that tag: a smaller version of another page, or its transparency mask. */
    private static final int NOT_A_PAGE = 1 | 4;

    private static final int SHORT = 3;
    private static final int BIG_TIFF = 43;

    private final ByteBuffer file;
    private final boolean big;

    private TiffPages(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        file.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = file.getShort(2) == BIG_TIFF;
    }

    /**
     * Returns the indices of the pages, without thumbnails and masks; only those before the damage
     * if the file is damaged; index 0 if there are none, since reading it reports why.
     *
     * @throws UnreadableImageException if there are too many
     */
    static List<Integer> of(byte[] file) throws UnreadableImageException {
        List<Integer> pages = new ArrayList<>();
        try {
            new TiffPages(file).add(pages);
        } catch (IndexOutOfBoundsException | ArithmeticException _) {
            // the chain leads out of the file
        }
        if (pages.size() > MAX_PAGES) {
            throw new UnreadableImageException("it has more than %d pages".formatted(MAX_PAGES));
        }
        return pages.isEmpty() ? List.of(0) : pages;
    }

    private void add(List<Integer> pages) {
        Set<Integer> visited = new HashSet<>();
        int directory = big ? offset(8) : offset(4);
        for (int index = 0; directory != 0 && visited.add(directory); index++) {
            int count = big ? offset(directory) : file.getShort(directory) & 0xFFFF;
            int entries = directory + (big ? 8 : 2);
            int entryBytes = big ? 20 : 12;
            int end = Math.addExact(entries, Math.multiplyExact(count, entryBytes));
            int next = offset(end);
            if ((subfileType(entries, count, entryBytes) & NOT_A_PAGE) == 0) {
                pages.add(index);
            }
            if (visited.size() > MAX_PAGES) {
                return;
            }
            directory = next;
        }
    }

    private int subfileType(int entries, int count, int entryBytes) {
        for (int i = 0; i < count; i++) {
            int entry = entries + i * entryBytes;
            if ((file.getShort(entry) & 0xFFFF) == NEW_SUBFILE_TYPE) {
                int value = entry + (big ? 12 : 8);
                return file.getShort(entry + 2) == SHORT
                        ? file.getShort(value)
                        : file.getInt(value);
            }
        }
        return 0;
    }

    /** Reads an offset or count: 32 bits, or 64 bits in BigTIFF; files are below 2 GB. */
    private int offset(int at) {
        long value = big ? file.getLong(at) : Integer.toUnsignedLong(file.getInt(at));
        if (value < 0 || value > file.limit()) {
            throw new IndexOutOfBoundsException();
        }
        return (int) value;
    }
}
