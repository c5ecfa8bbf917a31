package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Compares the frames of a video with a reference, by the luma and colour of sparse samples in
 * square cells. A cell that differs becomes the reference, so that slow changes add up until they
 * are seen. An instance belongs to one video and must not be used concurrently.
 */
public final class ChangeDetector {
    /** Number of cells along the longer side of a frame. */
    private static final int CELLS = 32;

    private static final int SAMPLES_PER_SIDE = 8;
    private static final int SAMPLES = SAMPLES_PER_SIDE * SAMPLES_PER_SIDE;

    /** Luma, and how much more blue and red there is. */
    private static final int COMPONENTS = 3;

    private static final int CELL_BYTES = COMPONENTS * SAMPLES;

    /**
     * Mean difference of 256 levels from which on a cell has changed, by component; compression
     * makes less. Red and blue have the same luma.
     */
    private static final int[] MIN_DIFFERENCES = {2, 4, 4};

    /** Range of the levels in a cell below which it is of a single colour. */
    private static final int MIN_CONTRAST = 8;

    private int width;
    private int height;
    private int columns;
    private int rows;
    private byte[] reference = {};

    /** Compares a frame with the reference and makes it the reference where it differs. */
    public FrameChange update(RgbImage image) {
        boolean isFirst = width != image.width() || height != image.height();
        if (isFirst) {
            resize(image.width(), image.height());
        }
        boolean[] changed = new boolean[rows * columns];
        boolean[] textured = new boolean[rows * columns];
        byte[] cell = new byte[CELL_BYTES];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sample(image, row, column, cell);
                int index = row * columns + column;
                int start = index * CELL_BYTES;
                if (isFirst || isDifferent(cell, start)) {
                    System.arraycopy(cell, 0, reference, start, CELL_BYTES);
                    changed[index] = true;
                    textured[index] = contrast(cell) >= MIN_CONTRAST;
                }
            }
        }
        return new FrameChange(isFirst, components(changed), components(textured));
    }

    private void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        columns = (int) Math.ceil(width / cellSide(width, height));
        rows = (int) Math.ceil(height / cellSide(width, height));
        reference = new byte[rows * columns * CELL_BYTES];
    }

    /** Returns the side of a cell in pixels of the image. */
    static float cellSide(int width, int height) {
        return Math.max(width, height) / (float) CELLS;
    }

    private void sample(RgbImage image, int row, int column, byte[] cell) {
        byte[] rgb = image.rgb();
        float side = cellSide(width, height);
        for (int i = 0; i < SAMPLES_PER_SIDE; i++) {
            int y = position(row, i, side, height);
            for (int j = 0; j < SAMPLES_PER_SIDE; j++) {
                int at = 3 * (y * width + position(column, j, side, width));
                int red = rgb[at] & 0xff;
                int blue = rgb[at + 2] & 0xff;
                int luma = (red + 2 * (rgb[at + 1] & 0xff) + blue) >> 2;
                int sample = i * SAMPLES_PER_SIDE + j;
                cell[sample] = (byte) luma;
                cell[SAMPLES + sample] = (byte) ((blue - luma + 256) >> 1);
                cell[2 * SAMPLES + sample] = (byte) ((red - luma + 256) >> 1);
            }
        }
    }

    private static int position(int cell, int sample, float side, int limit) {
        return Math.min(limit - 1, (int) ((cell + (sample + 0.5f) / SAMPLES_PER_SIDE) * side));
    }

    private boolean isDifferent(byte[] cell, int start) {
        for (int component = 0; component < COMPONENTS; component++) {
            int sum = 0;
            for (int i = component * SAMPLES; i < (component + 1) * SAMPLES; i++) {
                sum += Math.abs((cell[i] & 0xff) - (reference[start + i] & 0xff));
            }
            if (sum >= MIN_DIFFERENCES[component] * SAMPLES) {
                return true;
            }
        }
        return false;
    }

    private static int contrast(byte[] cell) {
        int lowest = 255;
        int highest = 0;
        for (int i = 0; i < SAMPLES; i++) {
            lowest = Math.min(lowest, cell[i] & 0xff);
            highest = Math.max(highest, cell[i] & 0xff);
        }
        return highest - lowest;
    }

    /** Returns the bounding boxes of connected cells; forgets the cells. */
    private List<Box> components(boolean[] cells) {
        List<Box> boxes = new ArrayList<>();
        Deque<Integer> connected = new ArrayDeque<>();
        for (int start = 0; start < cells.length; start++) {
            if (cells[start]) {
                cells[start] = false;
                connected.push(start);
                boxes.add(component(cells, connected));
            }
        }
        return boxes;
    }

    private Box component(boolean[] cells, Deque<Integer> connected) {
        int left = columns;
        int top = rows;
        int right = 0;
        int bottom = 0;
        while (!connected.isEmpty()) {
            int cell = connected.pop();
            int row = cell / columns;
            int column = cell % columns;
            left = Math.min(left, column);
            top = Math.min(top, row);
            right = Math.max(right, column + 1);
            bottom = Math.max(bottom, row + 1);
            for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                    int neighbour = y * columns + x;
                    if (cells[neighbour]) {
                        cells[neighbour] = false;
                        connected.push(neighbour);
                    }
                }
            }
        }
        float side = cellSide(width, height);
        return new Box(left * side, top * side, (right - left) * side, (bottom - top) * side);
    }
}
