package dev.framewatch.learn.enrol;

import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The face that is meant in each of a few photos, and what a person should know about photos that
 * leave it open.
 *
 * @param references one for each photo that is used, after those that were known before
 * @param warnings for each photo that is not used or doubtful, in words for people
 */
public record EnrolmentFaceSelector(List<FaceReference> references, List<String> warnings) {
    private static final Task TASK = new Task("Analysing photos", Unit.PHOTO);

    /** From so many photos with one face on, the others can be compared with them. */
    private static final int ENOUGH_TO_COMPARE = 3;

    /**
     * Pixels. Narrower faces in the tutorial's frames were less like that person's large ones: 0.16
     * to 0.36 on average, where those of 60 pixels and more were at 0.5.
     */
    private static final int SMALL = 40;

    public EnrolmentFaceSelector {
        references = List.copyOf(references);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at each photo. Where one shows several faces of comparable size and nobody said which
     * is meant, it is the one most like the faces of photos that show just one, if there are
     * enough. Photos of somebody else than the majority are left out.
     *
     * @param face which face to take where there are several, from the left, from 1; null if nobody
     *     said
     * @param known the person's references so far
     * @param extractor describes aligned faces
     * @param progress hears of every photo
     * @throws UnusableDataException if the photos show several people, none of them in most
     */
    public static EnrolmentFaceSelector of(
            List<Path> photos,
            @Nullable Integer face,
            List<FaceReference> known,
            FeatureExtractor extractor,
            ProgressListener progress)
            throws IOException, UnusableDataException {
        List<Chosen> chosen = new ArrayList<>();
        List<Several> several = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        int looked = 0;
        for (Path photo : photos) {
            progress.update(TASK, looked++, photos.size(), String.valueOf(photo.getFileName()));
            try {
                TurnedPhoto turned = TurnedPhoto.of(ImageFiles.read(photo), extractor);
                List<EmbeddedFace> faces = turned.faces();
                if (faces.size() == 1) {
                    chosen.add(Chosen.of(photo, faces.getFirst()));
                } else if (!faces.isEmpty() && face != null && face <= faces.size()) {
                    chosen.add(Chosen.of(photo, faces.get(face - 1)));
                } else if (faces.isEmpty()) {
                    warnings.add(
                            photo
                                    + ": skipped: no face found; use a photo with a larger or"
                                    + " better lit face");
                } else {
                    several.add(new Several(photo, turned.image().width(), faces));
                }
            } catch (UnreadableImageException e) {
                warnings.add("%s: skipped: %s".formatted(photo, e.getMessage()));
            }
        }
        if (looked > 0) {
            progress.update(TASK, looked, looked);
        }
        List<FaceReference> alone = new ArrayList<>(known);
        chosen.forEach(one -> alone.add(one.reference));
        for (Several photo : several) {
            if (face == null && alone.size() >= ENOUGH_TO_COMPARE) {
                int likeliest = photo.mostLike(alone);
                chosen.add(Chosen.of(photo.photo, photo.faces.get(likeliest)));
                warnings.add(
                        photo.warning(
                                "face %d is used, the most similar to those in the other photos"
                                        .formatted(likeliest + 1)));
            } else {
                warnings.add(photo.warning("skipped: choose a face, or crop the photo"));
            }
        }
        List<Chosen> usable = withoutCopies(withoutSmall(chosen, warnings), known, warnings);
        return ofOnePerson(usable, known, warnings);
    }

    /** Leaves out small faces, if there are others. */
    private static List<Chosen> withoutSmall(List<Chosen> chosen, List<String> warnings) {
        boolean allSmall = chosen.stream().allMatch(one -> one.width < SMALL);
        List<Chosen> kept = new ArrayList<>();
        for (Chosen one : chosen) {
            if (one.width < SMALL) {
                warnings.add(
                        "%s: %sthe face is only %.0f pixels wide"
                                .formatted(one.photo, allSmall ? "" : "skipped: ", one.width));
            }
            if (allSmall || one.width >= SMALL) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static List<Chosen> withoutCopies(
            List<Chosen> chosen, List<FaceReference> known, List<String> warnings) {
        List<FaceReference> seen = new ArrayList<>(known);
        List<Chosen> kept = new ArrayList<>();
        for (Chosen one : chosen) {
            FaceReference first =
                    seen.stream().filter(one.reference::isSamePhoto).findFirst().orElse(null);
            if (first == null) {
                seen.add(one.reference);
                kept.add(one);
            } else {
                warnings.add(
                        "%s: skipped: the same photo as %s".formatted(one.photo, first.name()));
            }
        }
        return kept;
    }

    private static EnrolmentFaceSelector ofOnePerson(
            List<Chosen> chosen, List<FaceReference> known, List<String> warnings)
            throws UnusableDataException {
        List<FaceReference> all = new ArrayList<>(known);
        chosen.forEach(one -> all.add(one.reference));
        List<List<FaceReference>> people = PersonGroups.of(all);
        if (people.size() > 1 && 2 * people.getFirst().size() <= all.size()) {
            throw new UnusableDataException(
                    "the photos show different people, none of them in most: %s; enrol each person"
                                    .formatted(
                                            people.stream()
                                                    .map(EnrolmentFaceSelector::names)
                                                    .collect(Collectors.joining(" / ")))
                            + " with photos of that person only");
        }
        List<FaceReference> person = people.isEmpty() ? List.of() : people.getFirst();
        for (Chosen one : chosen) {
            if (!person.contains(one.reference)) {
                warnings.add(
                        "%s: skipped: the face is unlike those in the other photos; another person?"
                                .formatted(one.photo));
            }
        }
        // in the order of the photos
        return new EnrolmentFaceSelector(
                all.stream().filter(one -> known.contains(one) || person.contains(one)).toList(),
                warnings);
    }

    private static String names(List<FaceReference> group) {
        return group.stream().map(FaceReference::name).collect(Collectors.joining(", "));
    }

    /** The face that is meant in a photo. */
    private record Chosen(Path photo, double width, FaceReference reference) {
        static Chosen of(Path photo, EmbeddedFace face) throws IOException {
            return new Chosen(
                    photo,
                    face.face().box().width(),
                    FaceReference.of(
                            photo.getFileName().toString(), Sha256.of(photo), face.embedding()));
        }
    }

    /** A photo in which more than one face may be meant. */
    private record Several(Path photo, int width, List<EmbeddedFace> faces) {

        /** Which face lies nearest to those of the photos that leave no doubt. */
        int mostLike(List<FaceReference> alone) {
            int best = 0;
            for (int i = 1; i < faces.size(); i++) {
                if (likeness(i, alone) > likeness(best, alone)) {
                    best = i;
                }
            }
            return best;
        }

        private double likeness(int index, List<FaceReference> alone) {
            float[] embedding = faces.get(index).embedding();
            return alone.stream().mapToDouble(other -> other.similarity(embedding)).sum();
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
}
