package dev.framewatch.learn.check;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FaceDetector;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a picture once it was looked at: some three kilobytes.
 *
 * @param width pixels a row
 * @param height rows
 * @param pixelHash SHA-256 of size and pixels, so that the same picture in two files is found
 * @param descriptor what it looks like from afar
 * @param faceSide longer side of the largest face in pixels, 0 for none, negative when not looked
 *     for
 */
record ImageStats(
        int width, int height, String pixelHash, ImageDescriptor descriptor, float faceSide) {
    static final float NOT_SEARCHED = -1;

    /**
     * @param faces finds them, or null to leave them
     */
    static ImageStats read(LabelledImage labelled, @Nullable FaceDetector faces)
            throws UnreadableImageException {
        RgbImage image = ImageFiles.read(labelled.file());
        return new ImageStats(
                image.width(),
                image.height(),
                image.width() + "x" + Sha256.of(image.rgb()),
                ImageDescriptor.of(image),
                faces == null ? NOT_SEARCHED : largest(faces, image));
    }

    private static float largest(FaceDetector faces, RgbImage image) {
        return (float)
                faces.detect(image).stream()
                        .mapToDouble(face -> Math.max(face.box().width(), face.box().height()))
                        .max()
                        .orElse(0);
    }
}
