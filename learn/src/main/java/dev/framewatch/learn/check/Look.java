package dev.framewatch.learn.check;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.Fingerprint;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FaceDetector;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a picture once it was looked at: some three kilobytes.
 *
 * @param width pixels a row
 * @param height rows
 * @param pixels SHA-256 of size and pixels, so that the same picture in two files is found
 * @param fingerprint what it looks like from afar
 * @param face longer side of the largest face in pixels, 0 for none, negative when not looked for
 */
record Look(int width, int height, String pixels, Fingerprint fingerprint, float face) {
    static final float NOT_LOOKED_FOR = -1;

    /**
     * @param faces finds them, or null to leave them
     */
    static Look at(LabelledPicture labelled, @Nullable FaceDetector faces)
            throws UnreadablePicture {
        Picture picture = PictureFile.read(labelled.file());
        return new Look(
                picture.width(),
                picture.height(),
                picture.width() + "x" + Sha256.of(picture.rgb()),
                Fingerprint.of(picture),
                faces == null ? NOT_LOOKED_FOR : largest(faces, picture));
    }

    private static float largest(FaceDetector faces, Picture picture) {
        return (float)
                faces.detect(picture).stream()
                        .mapToDouble(face -> Math.max(face.box().width(), face.box().height()))
                        .max()
                        .orElse(0);
    }
}
