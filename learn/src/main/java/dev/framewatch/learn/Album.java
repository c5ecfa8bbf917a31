package dev.framewatch.learn;

import dev.framewatch.learn.augment.Augmenter;
import dev.framewatch.learn.augment.Copies;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.Fingerprint;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.Looks;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.learn.features.VectorFile;
import dev.framewatch.model.Progress;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FeatureExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Labelled pictures that were looked at: their features and the videos they came from.
 *
 * @param pictures those that could be read, in the order of the dataset
 * @param features one for each picture, with its group
 * @param unreadable names of the others, with the reason
 * @param facesLeftOut how many faces there was no room for in memory; the least confident of those
 *     in their picture
 */
public record Album(
        List<LabelledPicture> pictures,
        List<LabelledFeatures> features,
        List<String> unreadable,
        long facesLeftOut) {
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

    private record Seen(Fingerprint fingerprint, Description picture, List<Description> copies) {
        Seen within(FaceRoom room) {
            return new Seen(
                    fingerprint,
                    within(room, picture),
                    copies.stream().map(copy -> within(room, copy)).toList());
        }

        private static Description within(FaceRoom room, Description seen) {
            return new Description(room.keep(seen.faces()), seen.scene());
        }
    }

    /** Few pictures as they are, described in memory. */
    public static Album of(Dataset dataset, FeatureExtractor extractor, Progress progress)
            throws InterruptedException {
        return of(dataset, extractor, Copies.none(), List::copyOf, progress);
    }

    /**
     * Reads each picture once, a worker a core.
     *
     * @param copies how many changed copies of each picture are described as well
     * @param scenes where what describes whole pictures and regions is kept for as long as the
     *     album is used; faces stay in memory
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static Album of(
            Dataset dataset,
            FeatureExtractor extractor,
            Copies copies,
            VectorFile scenes,
            Progress progress)
            throws InterruptedException {
        return of(dataset, extractor, copies, scenes::keep, progress);
    }

    private static Album of(
            Dataset dataset,
            FeatureExtractor extractor,
            Copies copies,
            UnaryOperator<List<float[]>> scenes,
            Progress progress)
            throws InterruptedException {
        FaceRoom room = FaceRoom.here((long) dataset.pictures().size() * (1 + copies.count()));
        try (Augmenter augmenter = new Augmenter(copies)) {
            Looks<Seen> looks =
                    Looks.at(
                            dataset.pictures(),
                            labelled -> look(labelled, extractor, augmenter, copies, scenes),
                            seen -> seen.within(room),
                            progress);
            return assemble(looks, room.leftOut());
        }
    }

    private static Seen look(
            LabelledPicture labelled,
            FeatureExtractor extractor,
            Augmenter augmenter,
            Copies copies,
            UnaryOperator<List<float[]>> scenes)
            throws UnreadablePicture {
        Picture picture = PictureFile.read(labelled.file());
        List<Description> changed = new ArrayList<>();
        for (int i = 0; i < copies.count(); i++) {
            changed.add(describe(augmenter.copy(picture, i).picture(), extractor, scenes));
        }
        return new Seen(Fingerprint.of(picture), describe(picture, extractor, scenes), changed);
    }

    private static Description describe(
            Picture picture, FeatureExtractor extractor, UnaryOperator<List<float[]>> scenes)
            throws UnreadablePicture {
        Description seen = Description.of(extractor.extract(picture));
        checkFinite(seen);
        return new Description(seen.faces(), scenes.apply(seen.scene()));
    }

    /** One number that is not finite would spoil all that is learned. */
    private static void checkFinite(Description seen) throws UnreadablePicture {
        Stream<float[]> vectors = Stream.concat(seen.scene().stream(), seen.faces().stream());
        for (float[] vector : (Iterable<float[]>) vectors::iterator) {
            for (float number : vector) {
                if (!Float.isFinite(number)) {
                    throw new UnreadablePicture(
                            "the backbone makes %s of it, which nothing can be learned from"
                                    .formatted(number));
                }
            }
        }
    }

    private static Album assemble(Looks<Seen> looks, long facesLeftOut) {
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
                            seen.get(i).picture(),
                            seen.get(i).copies()));
        }
        return new Album(pictures, features, looks.unreadable(), facesLeftOut);
    }
}
