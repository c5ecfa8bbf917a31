package dev.framewatch.video;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The pages of a TIFF file, as scanners and fax programs write them. */
final class TiffPages {
    /** Bits of "new subfile type": a smaller version of another page, or its transparency mask. */
    private static final int NOT_A_PAGE = 1 | 4;

    private TiffPages() {}

    /**
     * Returns the indices of the pages, without thumbnails and masks; index 0 if the structure is
     * damaged, since reading it reports why.
     */
    static List<Integer> of(byte[] file) {
        List<Integer> pages = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, false);
            int count = reader.getNumImages(true);
            for (int i = 0; i < count; i++) {
                if ((subfileType(reader.getImageMetadata(i)) & NOT_A_PAGE) == 0) {
                    pages.add(i);
                }
            }
        } catch (IOException | RuntimeException _) {
            return List.of(0);
        } finally {
            reader.dispose();
        }
        return pages.isEmpty() ? List.of(0) : pages;
    }

    private static int subfileType(IIOMetadata metadata) throws IOException {
        TIFFField field =
                TIFFDirectory.createFromMetadata(metadata)
                        .getTIFFField(BaselineTIFFTagSet.TAG_NEW_SUBFILE_TYPE);
        return field == null ? 0 : field.getAsInt(0);
    }
}
