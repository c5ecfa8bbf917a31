package dev.framewatch.learn.features;

import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.augment.Augmenter;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.LookAlikeGroups;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A data set with extracted features and source videos.
 *
 * @param pictures the images that could be read, in the order of the data set
 * @param features one for each image, with its group
 * @param unreadable names of the other images, with the reason
 * @param facesLeftOut the number of faces that did not fit in memory: the least confident of their
 *     image
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

    /**
     * Returns the features of every image, with one class as positive and all others as negative.
     */
    public List<LabelledFeatures> lookingFor(String label) {
        List<LabelledFeatures> found = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            LabelledFeatures known = features.get(i);
            found.add(
                    new LabelledFeatures(
                            known.image(),
                            pictures.get(i).label().equalsIgnoreCase(label),
                            known.group(),
                            known.lookAlike(),
                            known.features(),
                            known.copies()));
        }
        return found;
    }

    /** Returns the source video of each image. */
    public List<String> groups() {
        return features.stream().map(LabelledFeatures::group).toList();
    }

    /** Returns user-readable notes on what is excluded from training, one per line. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        unreadable.forEach(picture -> notes.add("not readable: " + picture));
        if (facesLeftOut > 0) {
            notes.add(
                    ("not enough memory for all faces; %d of them, with the lowest confidence in"
                                    + " their images, are not used for training")
                            .formatted(facesLeftOut));
        }
        return notes;
    }

    /** The features that are extracted from augmented copies. */
    public enum CopyFeatures {
        ALL,
        /** Faces only: copies do not improve scenes, but take as long as their originals. */
        FACES
    }

    private record Seen(
            ImageDescriptor fingerprint, FrameFeatures picture, List<FrameFeatures> copies) {
        Seen within(FaceMemoryBudget room) {
            return new Seen(
                    fingerprint,
                    within(room, picture),
                    copies.stream().map(copy -> within(room, copy)).toList());
        }

        private static FrameFeatures within(FaceMemoryBudget room, FrameFeatures seen) {
            return new FrameFeatures(room.keep(seen.faces()), seen.scene());
        }
    }

    /** Extracts the features of a small data set, without augmentation, in memory. */
    public static LabelledFeatureSet of(
            Dataset dataset, FeatureExtractor extractor, ProgressListener progress)
            throws InterruptedException {
        return of(
                dataset,
                extractor,
                AugmentationPolicy.none(),
                CopyFeatures.ALL,
                List::copyOf,
                progress);
    }

    /** Extracts all features of the images and their copies. */
    public static LabelledFeatureSet of(
            Dataset dataset,
            FeatureExtractor extractor,
            AugmentationPolicy policy,
            SpillableVectorStore scenes,
            ProgressListener progress)
            throws InterruptedException {
        return of(dataset, extractor, policy, CopyFeatures.ALL, scenes, progress);
    }

    /**
     * Extracts features, reading each image once, with one worker per core.
     *
     * @param policy how many augmented copies of each image are also extracted
     * @param copied the features of the copies
     * @param scenes stores the scene and region features for as long as the feature set is used;
     *     faces stay in memory
     * @param progress receives every image
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static LabelledFeatureSet of(
            Dataset dataset,
            FeatureExtractor extractor,
            AugmentationPolicy policy,
            CopyFeatures copied,
            SpillableVectorStore scenes,
            ProgressListener progress)
            throws InterruptedException {
        return of(dataset, extractor, policy, copied, scenes::keep, progress);
    }

    private static LabelledFeatureSet of(
            Dataset dataset,
            FeatureExtractor extractor,
            AugmentationPolicy policy,
            CopyFeatures copied,
            UnaryOperator<List<float[]>> scenes,
            ProgressListener progress)
            throws InterruptedException {
        FaceMemoryBudget room =
                FaceMemoryBudget.here((long) dataset.images().size() * (1 + policy.count()));
        try (Augmenter augmenter = new Augmenter(policy)) {
            ImagePass<Seen> looks =
                    ImagePass.run(
                            dataset.images(),
                            labelled ->
                                    look(labelled, extractor, augmenter, policy, copied, scenes),
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
            CopyFeatures copied,
            UnaryOperator<List<float[]>> scenes)
            throws UnreadableImageException {
        RgbImage picture = ImageFiles.read(labelled.file());
        List<FrameFeatures> changed = new ArrayList<>();
        for (int i = 0; i < policy.count(); i++) {
            RgbImage copy = augmenter.copy(picture, i);
            int most = MultipleInstanceLearner.MAX_INSTANCES;
            changed.add(
                    checked(
                            copied == CopyFeatures.ALL
                                    ? extractor.extract(copy, most)
                                    : extractor.extractFaces(copy, most),
                            scenes));
        }
        return new Seen(
                ImageDescriptor.of(picture), checked(extractor.extract(picture), scenes), changed);
    }

    private static FrameFeatures checked(FrameFeatures seen, UnaryOperator<List<float[]>> scenes)
            throws UnreadableImageException {
        checkFinite(seen);
        return new FrameFeatures(seen.faces(), scenes.apply(seen.scene()));
    }

    /** A single non-finite number would corrupt the whole model. */
    private static void checkFinite(FrameFeatures seen) throws UnreadableImageException {
        Stream<float[]> vectors = Stream.concat(seen.scene().stream(), seen.embeddings().stream());
        for (float[] vector : (Iterable<float[]>) vectors::iterator) {
            for (float number : vector) {
                if (!Float.isFinite(number)) {
                    throw new UnreadableImageException(
                            "the backbone returns %s for it, which cannot be used for training"
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
        List<String> lookAlikes =
                LookAlikeGroups.of(groups, seen.stream().map(Seen::fingerprint).toList());
        List<LabelledFeatures> features = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledImage picture = pictures.get(i);
            features.add(
                    new LabelledFeatures(
                            picture.name(),
                            picture.positive(),
                            groups.get(i),
                            lookAlikes.get(i),
                            seen.get(i).picture(),
                            seen.get(i).copies()));
        }
        return new LabelledFeatureSet(pictures, features, looks.unreadable(), facesLeftOut);
    }
}
