package dev.framewatch.learn;

import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.SeenFace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The face that is meant in each of a few photos, and what a person should know about the photos of
 * which none could be chosen.
 *
 * @param embeddings one for each photo that is used
 * @param warnings one for each photo that is not, in words for people
 */
public record ChosenFaces(List<float[]> embeddings, List<String> warnings) {
    /** Less sure faces are not worth learning from. */
    private static final float LEAST_CONFIDENCE = 0.5f;

    /** A face with less than this share of the largest one's area is somebody in the background. */
    private static final float BACKGROUND = 0.25f;

    public ChosenFaces {
        embeddings = List.copyOf(embeddings);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at each photo. With several faces of comparable size, the one meant must be named.
     *
     * @param face which face to take where there are several, from the left, from 1; null if nobody
     *     said
     */
    public static ChosenFaces of(
            List<Path> photos, @Nullable Integer face, FeatureExtractor extractor) {
        List<float[]> embeddings = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Path photo : photos) {
            try {
                Picture picture = PictureFile.read(photo);
                List<SeenFace> faces = subjects(extractor.extract(picture).faces());
                if (faces.size() == 1) {
                    embeddings.add(faces.getFirst().embedding());
                } else if (!faces.isEmpty() && face != null && face <= faces.size()) {
                    embeddings.add(faces.get(face - 1).embedding());
                } else {
                    warnings.add("%s: not used: %s".formatted(photo, problem(faces, picture)));
                }
            } catch (UnreadablePicture e) {
                warnings.add("%s: not used: %s".formatted(photo, e.getMessage()));
            }
        }
        return new ChosenFaces(embeddings, warnings);
    }

    /** The faces that may be meant, from left to right. */
    private static List<SeenFace> subjects(List<SeenFace> faces) {
        List<SeenFace> sure =
                faces.stream()
                        .filter(seen -> seen.face().confidence() >= LEAST_CONFIDENCE)
                        .toList();
        double largest =
                sure.stream().mapToDouble(seen -> seen.face().box().area()).max().orElse(0);
        return sure.stream()
                .filter(seen -> seen.face().box().area() >= BACKGROUND * largest)
                .sorted(Comparator.comparingDouble(seen -> seen.face().box().x()))
                .toList();
    }

    private static String problem(List<SeenFace> faces, Picture picture) {
        if (faces.isEmpty()) {
            return "no face was found; take one in which the face is larger or better lit";
        }
        StringBuilder text = new StringBuilder("it shows %d faces;".formatted(faces.size()));
        for (int i = 0; i < faces.size(); i++) {
            double centre = faces.get(i).face().box().x() + faces.get(i).face().box().width() / 2;
            text.append(
                    " --face %d is the one %.0f %% from the left,"
                            .formatted(i + 1, 100 * centre / picture.width()));
        }
        return text.append(" or cut the photo").toString();
    }
}
