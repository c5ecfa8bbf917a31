package dev.framewatch.bench.symbols;

import dev.framewatch.video.Picture;
import dev.framewatch.vision.SceneFeatures;
import java.util.ArrayList;
import java.util.List;

/** Describes the whole picture and six overlapping parts of it, each with a pass of its own. */
record Tiles(SceneFeatures each) implements SceneFeatures {
    private static final double SHARE = 0.5;

    @Override
    public int dimensions() {
        return each.dimensions();
    }

    @Override
    public List<float[]> of(Picture picture) {
        List<float[]> vectors = new ArrayList<>(each.of(picture));
        boolean upright = picture.height() > picture.width();
        int columns = upright ? 2 : 3;
        int rows = upright ? 3 : 2;
        int width = (int) (picture.width() * (columns == 2 ? 0.6 : SHARE));
        int height = (int) (picture.height() * (rows == 2 ? 0.6 : SHARE));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int left = (picture.width() - width) * column / (columns - 1);
                int top = (picture.height() - height) * row / (rows - 1);
                vectors.addAll(each.of(cut(picture, left, top, width, height)));
            }
        }
        return vectors;
    }

    private static Picture cut(Picture picture, int left, int top, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = 3 * ((top + y) * picture.width() + left);
            System.arraycopy(picture.rgb(), from, rgb, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, rgb);
    }

    @Override
    public void close() {
        each.close();
    }
}
