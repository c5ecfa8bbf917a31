package dev.framewatch.video.decoder;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the tags of an image file say about its main image. */
final class ImageMetadata {
    /** Value of the TIFF tag "new subfile type": a smaller version of another image. */
    private static final int REDUCED_IMAGE = 1;

    private ImageMetadata() {}

    /** Returns the EXIF orientation; {@link ExifOrientation#NORMAL} if there is none. */
    static int orientation(byte[] file) {
        int orientation = tag(file, ExifDirectoryBase.TAG_ORIENTATION);
        return orientation < 0 ? ExifOrientation.NORMAL : orientation;
    }

    /** Returns whether a TIFF file is a camera raw file, whose first image is a preview. */
    static boolean isCameraRaw(byte[] file) {
        return tag(file, ExifDirectoryBase.TAG_NEW_SUBFILE_TYPE) == REDUCED_IMAGE
                || new String(file, 8, 2, StandardCharsets.ISO_8859_1).equals("CR");
    }

    /** Returns a number among the metadata of the main image; -1 if there is none. */
    private static int tag(byte[] file, int tag) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
            for (var exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
                Integer value = exif.getInteger(tag);
                if (value != null) {
                    return value;
                }
            }
        } catch (ImageProcessingException | IOException e) {
            return -1; // damaged metadata does not imply a damaged image
        }
        return -1;
    }
}
