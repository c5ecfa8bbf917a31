package dev.framewatch.learn.enrol;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The face that is meant in each of a few photos, and what a person should know about photos that
 * leave it open.
 *
 * @param embeddings one for each photo that is used
 * @param warnings for each photo that is not used, shows several faces or a small one, in words for
 *     people
 */
public record EnrolmentFaceSelector(List<float[]> embeddings, List<String> warnings) {
    /** Less sure faces are not worth learning from. */
    private static final float MIN_CONFIDENCE = 0.5f;

    /** From so many photos with one face on, the others can be compared with them. */
    private static final int ENOUGH_TO_COMPARE = 3;

    /**
     * Pixels. Narrower faces in the tutorial's frames were less like that person's large ones: 0.16
     * to 0.36 on average, where those of 60 pixels and more were at 0.5.
     */
    private static final int SMALL = 40;

    /** A face with less than this share of the largest one's area is somebody in the background. */
    private static final float BACKGROUND = 0.25f;

    public EnrolmentFaceSelector {
        embeddings = List.copyOf(embeddings);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at each photo. Where one shows several faces of comparable size and nobody said which
     * is meant, it is the one most like the faces of photos that show just one, if there are
     * enough.
     *
     * @param face which face to take where there are several, from the left, from 1; null if nobody
     *     said
     * @param progress hears of every photo
     */
    public static EnrolmentFaceSelector of(
            List<Path> photos,
            @Nullable Integer face,
            FeatureExtractor extractor,
            ProgressListener progress) {
        List<Chosen> chosen = new ArrayList<>();
        List<Several> several = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        int looked = 0;
        for (Path photo : photos) {
            progress.update("Analysing photos", looked++, photos.size());
            try {
                RgbImage image = ImageFiles.read(photo);
                List<EmbeddedFace> faces = subjects(extractor.extract(image).faces());
                if (faces.size() == 1) {
                    chosen.add(new Chosen(photo, faces.getFirst()));
                } else if (!faces.isEmpty() && face != null && face <= faces.size()) {
                    chosen.add(new Chosen(photo, faces.get(face - 1)));
                } else if (faces.isEmpty()) {
                    warnings.add(
                            photo
                                    + ": skipped: no face found; use a photo with a larger or"
                                    + " better lit face");
                } else {
                    several.add(new Several(photo, image.width(), faces));
                }
            } catch (UnreadableImageException e) {
                warnings.add("%s: skipped: %s".formatted(photo, e.getMessage()));
            }
        }
        List<float[]> alone = chosen.stream().map(Chosen::embedding).toList();
        for (Several photo : several) {
            if (face == null && alone.size() >= ENOUGH_TO_COMPARE) {
                int likeliest = photo.mostLike(alone);
                chosen.add(new Chosen(photo.photo, photo.faces.get(likeliest)));
                warnings.add(
                        photo.warning(
                                "face %d is used, the most similar to those in the other photos"
                                        .formatted(likeliest + 1)));
            } else {
                warnings.add(photo.warning("skipped: choose a face, or crop the photo"));
            }
        }
        return of(chosen, warnings);
    }

    /** Without small faces, if there are others. */
    private static EnrolmentFaceSelector of(List<Chosen> chosen, List<String> warnings) {
        boolean allSmall = chosen.stream().allMatch(Chosen::isSmall);
        List<float[]> embeddings = new ArrayList<>();
        for (Chosen one : chosen) {
            if (one.isSmall()) {
                warnings.add(
                        "%s: %sthe face is only %.0f pixels wide"
                                .formatted(one.photo, allSmall ? "" : "skipped: ", one.width()));
            }
            if (allSmall || !one.isSmall()) {
                embeddings.add(one.embedding());
            }
        }
        return new EnrolmentFaceSelector(embeddings, warnings);
    }

    /** The face that is meant in a photo. */
    private record Chosen(Path photo, EmbeddedFace face) {
        double width() {
            return face.face().box().width();
        }

        boolean isSmall() {
            return width() < SMALL;
        }

        float[] embedding() {
            return face.embedding();
        }
    }

    /** A photo in which more than one face may be meant. */
    private record Several(Path photo, int width, List<EmbeddedFace> faces) {

        /** Which face lies nearest to those of the photos that leave no doubt. */
        int mostLike(List<float[]> alone) {
            int best = 0;
            for (int i = 1; i < faces.size(); i++) {
                if (likeness(i, alone) > likeness(best, alone)) {
                    best = i;
                }
            }
            return best;
        }

        private double likeness(int index, List<float[]> alone) {
            float[] embedding = faces.get(index).embedding();
            double sum = 0;
            for (float[] other : alone) {
                for (int i = 0; i < other.length; i++) {
                    sum += (double) other[i] * embedding[i];
                }
            }
            return sum;
        }

        String warning(String consequence) {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < faces.size(); i++) {
                Box box = faces.get(i).face().box();
                double centre = box.x() + box.width() / 2;
                places.add("face %d, %.0f%% from the left".formatted(i + 1, 100 * centre / width));
            }
            return "%s: several faces (%s); %s"
                    .formatted(photo, String.join("; ", places), consequence);
        }
    }

    /** The faces that may be meant, from left to right. */
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
}
