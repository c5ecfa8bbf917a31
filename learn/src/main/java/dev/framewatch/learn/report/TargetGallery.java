package dev.framewatch.learn.report;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Target;
import dev.framewatch.video.Picture;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labelled pictures, with what a finished Target makes of them: the place that decided, or for a
 * scene, of which all may have a part in the decision, what it looked at.
 */
public final class TargetGallery implements Gallery {
    private final Map<String, Path> files = new HashMap<>();
    private final FeatureExtractor extractor;
    private final Target target;
    private final Progress progress;
    private int shown;

    /**
     * @param extractor of the Target's backbones
     * @param progress hears of every picture
     */
    public TargetGallery(
            Dataset dataset, FeatureExtractor extractor, Target target, Progress progress) {
        for (LabelledPicture picture : dataset.pictures()) {
            files.put(picture.image(), picture.file());
        }
        this.extractor = extractor;
        this.target = target;
        this.progress = progress;
    }

    @Override
    public @Nullable Exhibit show(String image) {
        progress.update("Looking again at surprising pictures", shown++, 0);
        Path file = files.get(image);
        if (file == null) {
            return null;
        }
        try {
            Picture picture = PictureFile.read(file);
            return new Exhibit(
                    picture,
                    target.detector().score(extractor.extract(picture)).place(),
                    target.manifest().kind() == Kind.SCENE
                            ? HeatMap.of(picture, this::probability)
                            : null);
        } catch (UnreadablePicture e) {
            return null; // it was there a moment ago; the report says that it is gone
        }
    }

    private double probability(Picture picture) {
        return target.detector().score(extractor.extract(picture)).probability();
    }
}
