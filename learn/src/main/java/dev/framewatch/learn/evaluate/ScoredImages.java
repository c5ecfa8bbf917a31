package dev.framewatch.learn.evaluate;

import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The scored images of a data set. Only names, labels and scores are kept, so any number fits in
 * memory.
 *
 * @param images the images that could be read, in the order of the data set, with their source
 *     videos
 * @param unreadable names of the others, with the reason
 */
public record ScoredImages(List<ScoredImage> images, List<String> unreadable) {
    public ScoredImages {
        images = List.copyOf(images);
        unreadable = List.copyOf(unreadable);
    }

    private record Seen(ImageDescriptor fingerprint, Score score) {}

    /**
     * Scores a data set, reading each image once, with one worker per core.
     *
     * @param score returns a score whose probability is a number; called from several threads
     * @param progress receives every image
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static ScoredImages of(
            List<LabelledImage> pictures,
            Function<RgbImage, Score> score,
            ProgressListener progress)
            throws InterruptedException {
        ImagePass<Seen> looks =
                ImagePass.run(pictures, labelled -> look(labelled, score), progress);
        return new ScoredImages(scored(looks.images(), looks.results()), looks.unreadable());
    }

    private static Seen look(LabelledImage labelled, Function<RgbImage, Score> score)
            throws UnreadableImageException {
        RgbImage picture = ImageFiles.read(labelled.file());
        return new Seen(ImageDescriptor.of(picture), score.apply(picture));
    }

    private static List<ScoredImage> scored(List<LabelledImage> pictures, List<Seen> seen) {
        List<String> groups =
                SourceGroups.of(pictures, seen.stream().map(Seen::fingerprint).toList());
        List<ScoredImage> scored = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledImage picture = pictures.get(i);
            scored.add(
                    new ScoredImage(
                            picture.name(),
                            picture.positive(),
                            groups.get(i),
                            seen.get(i).score().probability(),
                            seen.get(i).score().unclear()));
        }
        return scored;
    }
}
