package dev.framewatch.learn.features;

import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.SceneFeatures;
import java.util.List;

/**
 * Describes each picture once, also over several trainings. A picture is known again by its pixels,
 * whatever file they came from.
 */
public final class CachedSceneFeatures implements SceneFeatures {
    private final SceneFeatures scenes;
    private final FeatureCache cache;

    /**
     * @param scenes closed together with this
     */
    public CachedSceneFeatures(SceneFeatures scenes, FeatureCache cache) {
        this.scenes = scenes;
        this.cache = cache;
    }

    @Override
    public int dimensions() {
        return scenes.dimensions();
    }

    @Override
    public List<float[]> extract(RgbImage image) {
        String content = Sha256.of(image.rgb()) + "-" + image.width() + "x" + image.height();
        return cache.of(content, () -> scenes.extract(image));
    }

    @Override
    public List<Box> regions(RgbImage image) {
        return scenes.regions(image);
    }

    @Override
    public void close() {
        scenes.close();
    }
}
