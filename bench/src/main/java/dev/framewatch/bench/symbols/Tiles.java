package dev.framewatch.bench.symbols;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.SceneFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the features of the whole image and of six overlapping tiles, each in a pass of its own.
 */
record Tiles(SceneFeatures each) implements SceneFeatures {
    private static final double SHARE = 0.5;

    @Override
    public int dimensions() {
        return each.dimensions();
    }

    @Override
    public List<float[]> extract(RgbImage image) {
        List<float[]> vectors = new ArrayList<>(each.extract(image));
        boolean upright = image.height() > image.width();
        int columns = upright ? 2 : 3;
        int rows = upright ? 3 : 2;
        int width = (int) (image.width() * (columns == 2 ? 0.6 : SHARE));
        int height = (int) (image.height() * (rows == 2 ? 0.6 : SHARE));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int left = (image.width() - width) * column / (columns - 1);
                int top = (image.height() - height) * row / (rows - 1);
                vectors.addAll(each.extract(cut(image, left, top, width, height)));
            }
        }
        return vectors;
    }

    private static RgbImage cut(RgbImage image, int left, int top, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = 3 * ((top + y) * image.width() + left);
            System.arraycopy(image.rgb(), from, rgb, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, rgb);
    }

    @Override
    public void close() {
        each.close();
    }
}
