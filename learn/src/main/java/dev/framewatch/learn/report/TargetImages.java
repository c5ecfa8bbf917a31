package dev.framewatch.learn.report;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labelled pictures, with what a finished Target makes of them: the place that decided, or for a
 * scene, of which all may have a part in the decision, what it looked at.
 */
public final class TargetImages implements ReportImages {
    private static final Task LOADING = new Task("Loading images to review", Unit.IMAGE);

    private final Map<String, Path> files = new HashMap<>();
    private final FeatureExtractor extractor;
    private final Target target;
    private final ProgressListener progress;
    private int shown;

    /**
     * @param extractor of the Target's backbones
     * @param progress hears of every picture
     */
    public TargetImages(
            Dataset dataset, FeatureExtractor extractor, Target target, ProgressListener progress) {
        for (LabelledImage picture : dataset.images()) {
            files.put(picture.name(), picture.file());
        }
        this.extractor = extractor;
        this.target = target;
        this.progress = progress;
    }

    @Override
    public @Nullable Exhibit show(String image) {
        progress.update(LOADING, shown++, 0);
        Path file = files.get(image);
        if (file == null) {
            return null;
        }
        try {
            RgbImage picture = ImageFiles.read(file);
            return new Exhibit(
                    picture,
                    target.detector().score(extractor.extract(picture)).region(),
                    target.manifest().kind() == TargetKind.SCENE
                            ? OcclusionMap.of(picture, this::probability)
                            : null);
        } catch (UnreadableImageException e) {
            return null; // it was there a moment ago; the report says that it is gone
        }
    }

    private double probability(RgbImage picture) {
        return target.detector().score(extractor.extract(picture)).probability();
    }
}
