package dev.framewatch.learn;

import dev.framewatch.learn.augment.Augmenter;
import dev.framewatch.learn.augment.Copies;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.Fingerprint;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.Looks;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.Progress;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Labelled pictures that were looked at: their features and the videos they came from.
 *
 * @param pictures those that could be read, in the order of the dataset
 * @param features one for each picture, with its group
 * @param unreadable names of the others, with the reason
 */
public record Album(
        List<LabelledPicture> pictures, List<LabelledFeatures> features, List<String> unreadable) {
    public Album {
        pictures = List.copyOf(pictures);
        features = List.copyOf(features);
        unreadable = List.copyOf(unreadable);
    }

    /** The features of every picture where one class is looked for, and all others are not. */
    public List<LabelledFeatures> lookingFor(String label) {
        List<LabelledFeatures> found = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            LabelledFeatures known = features.get(i);
            found.add(
                    new LabelledFeatures(
                            known.image(),
                            pictures.get(i).label().equalsIgnoreCase(label),
                            known.group(),
                            known.features(),
                            known.copies()));
        }
        return found;
    }

    /** The video of each picture. */
    public List<String> groups() {
        return features.stream().map(LabelledFeatures::group).toList();
    }

    private record Seen(
            Fingerprint fingerprint, FrameFeatures features, List<FrameFeatures> copies) {}

    /** As {@link #of(Dataset, FeatureExtractor, Copies, Progress)}, the pictures as they are. */
    public static Album of(Dataset dataset, FeatureExtractor extractor, Progress progress)
            throws InterruptedException {
        return of(dataset, extractor, Copies.none(), progress);
    }

    /**
     * Reads each picture once, a worker a core.
     *
     * @param copies how many changed copies of each picture are described as well
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static Album of(
            Dataset dataset, FeatureExtractor extractor, Copies copies, Progress progress)
            throws InterruptedException {
        try (Augmenter augmenter = new Augmenter(copies)) {
            return assemble(
                    Looks.at(
                            dataset.pictures(),
                            labelled -> look(labelled, extractor, augmenter, copies),
                            progress));
        }
    }

    private static Seen look(
            LabelledPicture labelled,
            FeatureExtractor extractor,
            Augmenter augmenter,
            Copies copies)
            throws UnreadablePicture {
        Picture picture = PictureFile.read(labelled.file());
        List<FrameFeatures> changed = new ArrayList<>();
        for (int i = 0; i < copies.count(); i++) {
            changed.add(finite(extractor.extract(augmenter.copy(picture, i).picture())));
        }
        return new Seen(Fingerprint.of(picture), finite(extractor.extract(picture)), changed);
    }

    /** One number that is not finite would spoil all that is learned. */
    private static FrameFeatures finite(FrameFeatures features) throws UnreadablePicture {
        Stream<float[]> vectors =
                Stream.concat(
                        features.scene().stream(),
                        features.faces().stream().map(FrameFeatures.SeenFace::embedding));
        for (float[] vector : (Iterable<float[]>) vectors::iterator) {
            for (float number : vector) {
                if (!Float.isFinite(number)) {
                    throw new UnreadablePicture(
                            "the backbone makes %s of it, which nothing can be learned from"
                                    .formatted(number));
                }
            }
        }
        return features;
    }

    private static Album assemble(Looks<Seen> looks) {
        List<LabelledPicture> pictures = looks.pictures();
        List<Seen> seen = looks.seen();
        List<String> groups =
                SourceGroups.of(pictures, seen.stream().map(Seen::fingerprint).toList());
        List<LabelledFeatures> features = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledPicture picture = pictures.get(i);
            features.add(
                    new LabelledFeatures(
                            picture.image(),
                            picture.positive(),
                            groups.get(i),
                            seen.get(i).features(),
                            seen.get(i).copies()));
        }
        return new Album(pictures, features, looks.unreadable());
    }
}
