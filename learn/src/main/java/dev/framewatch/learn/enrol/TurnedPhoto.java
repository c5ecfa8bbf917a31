package dev.framewatch.learn.enrol;

import dev.framewatch.targets.EmbeddingLength;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.Comparator;
import java.util.List;

/**
 * A photo, turned by quarters until its faces are upright.
 *
 * @param image the photo as it was turned
 * @param faces the faces that may be meant, from left to right
 */
record TurnedPhoto(RgbImage image, List<EmbeddedFace> faces) {
    /** Less sure faces are not worth learning from. */
    private static final float MIN_CONFIDENCE = 0.5f;

    /** A face with less than this share of the largest one's area is somebody in the background. */
    private static final float BACKGROUND = 0.25f;

    /** Returns the photo as it is if a face is well seen in it, else the best of four turns. */
    static TurnedPhoto of(RgbImage photo, FeatureExtractor extractor) {
        TurnedPhoto best = upright(photo, extractor);
        RgbImage turned = photo;
        for (int quarter = 1;
                quarter < 4 && best.clarity() < EmbeddingLength.WELL_SEEN;
                quarter++) {
            turned = quarterTurned(turned);
            TurnedPhoto other = upright(turned, extractor);
            best = other.clarity() > best.clarity() ? other : best;
        }
        return best;
    }

    private static TurnedPhoto upright(RgbImage image, FeatureExtractor extractor) {
        return new TurnedPhoto(image, subjects(extractor.extract(image).faces()));
    }

    private static List<EmbeddedFace> subjects(List<EmbeddedFace> faces) {
        List<EmbeddedFace> sure =
                faces.stream().filter(seen -> seen.face().confidence() >= MIN_CONFIDENCE).toList();
        double largest =
                sure.stream().mapToDouble(seen -> seen.face().box().area()).max().orElse(0);
        return sure.stream()
                .filter(seen -> seen.face().box().area() >= BACKGROUND * largest)
                .sorted(Comparator.comparingDouble(seen -> seen.face().box().x()))
                .toList();
    }

    private double clarity() {
        return faces.stream().mapToDouble(EmbeddedFace::length).max().orElse(0);
    }

    /** Turns an image clockwise. */
    private static RgbImage quarterTurned(RgbImage image) {
        int width = image.height();
        int height = image.width();
        byte[] from = image.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = 3 * ((width - 1 - x) * image.width() + y);
                System.arraycopy(from, source, to, 3 * (y * width + x), 3);
            }
        }
        return new RgbImage(width, height, to);
    }
}
