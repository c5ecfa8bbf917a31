package dev.framewatch.learn.features;

import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.augment.Augmenter;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
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
public record LabelledFeatureSet(
        List<LabelledImage> pictures,
        List<LabelledFeatures> features,
        List<String> unreadable,
        long facesLeftOut) {
    public LabelledFeatureSet {
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

    /** What is not learned from, a line each, for people. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        unreadable.forEach(picture -> notes.add("not readable: " + picture));
        if (facesLeftOut > 0) {
            notes.add(
                    ("there are more faces than memory; %d of them, the least certain ones in their"
                                    + " pictures, are not learned from")
                            .formatted(facesLeftOut));
        }
        return notes;
    }

    private record Seen(
            ImageDescriptor fingerprint, ImageFeatures picture, List<ImageFeatures> copies) {
        Seen within(FaceMemoryBudget room) {
            return new Seen(
                    fingerprint,
                    within(room, picture),
                    copies.stream().map(copy -> within(room, copy)).toList());
        }

        private static ImageFeatures within(FaceMemoryBudget room, ImageFeatures seen) {
            return new ImageFeatures(room.keep(seen.faces()), seen.scene());
        }
    }

    /** Few pictures as they are, described in memory. */
    public static LabelledFeatureSet of(
            Dataset dataset, FeatureExtractor extractor, ProgressListener progress)
            throws InterruptedException {
        return of(dataset, extractor, AugmentationPolicy.none(), List::copyOf, progress);
    }

    /**
     * Reads each picture once, a worker a core.
     *
     * @param policy how many changed copies of each picture are described as well
     * @param scenes where what describes whole pictures and regions is kept for as long as the
     *     album is used; faces stay in memory
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static LabelledFeatureSet of(
            Dataset dataset,
            FeatureExtractor extractor,
            AugmentationPolicy policy,
            SpillableVectorStore scenes,
            ProgressListener progress)
            throws InterruptedException {
        return of(dataset, extractor, policy, scenes::keep, progress);
    }

    private static LabelledFeatureSet of(
            Dataset dataset,
            FeatureExtractor extractor,
            AugmentationPolicy policy,
            UnaryOperator<List<float[]>> scenes,
            ProgressListener progress)
            throws InterruptedException {
        FaceMemoryBudget room =
                FaceMemoryBudget.here((long) dataset.images().size() * (1 + policy.count()));
        try (Augmenter augmenter = new Augmenter(policy)) {
            ImagePass<Seen> looks =
                    ImagePass.run(
                            dataset.images(),
                            labelled -> look(labelled, extractor, augmenter, policy, scenes),
                            seen -> seen.within(room),
                            progress);
            return assemble(looks, room.leftOut());
        }
    }

    private static Seen look(
            LabelledImage labelled,
            FeatureExtractor extractor,
            Augmenter augmenter,
            AugmentationPolicy policy,
            UnaryOperator<List<float[]>> scenes)
            throws UnreadableImageException {
        RgbImage picture = ImageFiles.read(labelled.file());
        List<ImageFeatures> changed = new ArrayList<>();
        for (int i = 0; i < policy.count(); i++) {
            changed.add(describe(augmenter.copy(picture, i).picture(), extractor, scenes));
        }
        return new Seen(ImageDescriptor.of(picture), describe(picture, extractor, scenes), changed);
    }

    private static ImageFeatures describe(
            RgbImage picture, FeatureExtractor extractor, UnaryOperator<List<float[]>> scenes)
            throws UnreadableImageException {
        ImageFeatures seen = ImageFeatures.of(extractor.extract(picture));
        checkFinite(seen);
        return new ImageFeatures(seen.faces(), scenes.apply(seen.scene()));
    }

    /** One number that is not finite would spoil all that is learned. */
    private static void checkFinite(ImageFeatures seen) throws UnreadableImageException {
        Stream<float[]> vectors = Stream.concat(seen.scene().stream(), seen.faces().stream());
        for (float[] vector : (Iterable<float[]>) vectors::iterator) {
            for (float number : vector) {
                if (!Float.isFinite(number)) {
                    throw new UnreadableImageException(
                            "the backbone makes %s of it, which nothing can be learned from"
                                    .formatted(number));
                }
            }
        }
    }

    private static LabelledFeatureSet assemble(ImagePass<Seen> looks, long facesLeftOut) {
        List<LabelledImage> pictures = looks.images();
        List<Seen> seen = looks.results();
        List<String> groups =
                SourceGroups.of(pictures, seen.stream().map(Seen::fingerprint).toList());
        List<LabelledFeatures> features = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledImage picture = pictures.get(i);
            features.add(
                    new LabelledFeatures(
                            picture.name(),
                            picture.positive(),
                            groups.get(i),
                            seen.get(i).picture(),
                            seen.get(i).copies()));
        }
        return new LabelledFeatureSet(pictures, features, looks.unreadable(), facesLeftOut);
    }
}
