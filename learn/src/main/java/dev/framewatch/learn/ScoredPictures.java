package dev.framewatch.learn;

import dev.framewatch.learn.dataset.Fingerprint;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.Looks;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.model.Progress;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Labelled pictures and the score of each. Nothing else of a picture is kept, so that there may be
 * any number of them.
 *
 * @param images those that could be read, in the order of the dataset, with their source videos
 * @param unreadable names of the others, with the reason
 */
public record ScoredPictures(List<ScoredImage> images, List<String> unreadable) {
    public ScoredPictures {
        images = List.copyOf(images);
        unreadable = List.copyOf(unreadable);
    }

    private record Seen(Fingerprint fingerprint, double score) {}

    /**
     * Reads each picture once, a worker a core.
     *
     * @param score from 0 to 1; called from several threads
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static ScoredPictures of(
            List<LabelledPicture> pictures, ToDoubleFunction<Picture> score, Progress progress)
            throws InterruptedException {
        Looks<Seen> looks = Looks.at(pictures, labelled -> look(labelled, score), progress);
        return new ScoredPictures(scored(looks.pictures(), looks.seen()), looks.unreadable());
    }

    private static Seen look(LabelledPicture labelled, ToDoubleFunction<Picture> score)
            throws UnreadablePicture {
        Picture picture = PictureFile.read(labelled.file());
        return new Seen(Fingerprint.of(picture), score.applyAsDouble(picture));
    }

    private static List<ScoredImage> scored(List<LabelledPicture> pictures, List<Seen> seen) {
        List<String> groups =
                SourceGroups.of(pictures, seen.stream().map(Seen::fingerprint).toList());
        List<ScoredImage> scored = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledPicture picture = pictures.get(i);
            scored.add(
                    new ScoredImage(
                            picture.image(),
                            picture.positive(),
                            groups.get(i),
                            seen.get(i).score()));
        }
        return scored;
    }
}
