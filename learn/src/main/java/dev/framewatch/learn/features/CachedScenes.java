package dev.framewatch.learn.features;

import dev.framewatch.file.Sha256;
import dev.framewatch.video.Picture;
import dev.framewatch.vision.Box;
import dev.framewatch.vision.SceneFeatures;
import java.util.List;

/**
 * Describes each picture once, also over several trainings. A picture is known again by its pixels,
 * whatever file they came from.
 */
public final class CachedScenes implements SceneFeatures {
    private final SceneFeatures scenes;
    private final FeatureCache cache;

    /**
     * @param scenes closed together with this
     */
    public CachedScenes(SceneFeatures scenes, FeatureCache cache) {
        this.scenes = scenes;
        this.cache = cache;
    }

    @Override
    public int dimensions() {
        return scenes.dimensions();
    }

    @Override
    public List<float[]> of(Picture picture) {
        String content = Sha256.of(picture.rgb()) + "-" + picture.width() + "x" + picture.height();
        return cache.of(content, () -> scenes.of(picture));
    }

    @Override
    public List<Box> places(Picture picture) {
        return scenes.places(picture);
    }

    @Override
    public void close() {
        scenes.close();
    }
}
