package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.SceneFeatures;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for a network: how light the upper half of a picture is, 0 to 1. Counts its looks. */
public class LightAbove implements SceneFeatures {
    final AtomicInteger looks = new AtomicInteger();

    /** How often it was asked. */
    public int looks() {
        return looks.get();
    }

    @Override
    public int dimensions() {
        return 1;
    }

    @Override
    public List<float[]> extract(RgbImage image) {
        looks.incrementAndGet();
        return List.of(new float[] {lightness(image)});
    }

    static float lightness(RgbImage image) {
        byte[] rgb = image.rgb();
        long sum = 0;
        int half = rgb.length / 2;
        for (int i = 0; i < half; i++) {
            sum += rgb[i] & 0xff;
        }
        return sum / (255f * half);
    }

    @Override
    public void close() {}
}
