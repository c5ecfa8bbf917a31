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
 * Statistics of an image, about 3 kB.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixelHash SHA-256 of dimensions and pixels; equal for the same image in two files
 * @param descriptor coarse visual descriptor
 * @param faceSide longer side of the largest face in pixels; 0 without a face, negative if not
 *     searched for
 */
record ImageStats(
        int width, int height, String pixelHash, ImageDescriptor descriptor, float faceSide) {
    static final float NOT_SEARCHED = -1;

    /**
     * Reads an image and computes its statistics.
     *
     * @param faces detects faces, or null to skip face detection
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
