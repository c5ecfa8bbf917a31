package dev.framewatch.learn.features;

import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.SceneFeatures;
import java.util.List;

/**
 * Extracts the scene features of each image only once, also across trainings. Images are identified
 * by their pixels, not by file.
 */
public final class CachedSceneFeatures implements SceneFeatures {
    private final SceneFeatures scenes;
    private final FeatureCache cache;

    /**
     * @param scenes the extractor; closed together with this
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
