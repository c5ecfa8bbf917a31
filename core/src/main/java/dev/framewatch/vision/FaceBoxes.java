package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The FaceBoxes detector (Zhang et al., 2017, "FaceBoxes: A CPU Real-time Face Detector with High
 * Accuracy") as shipped in the human-models package: the image scaled to a longer side of 1024
 * pixels, one pass, densified anchors of 32 to 512 pixels at strides 32, 64 and 128. Thread-safe.
 */
public final class FaceBoxes implements FaceDetector {
    private static final int LONG_SIDE = 1024;
    private static final int PADDING_MULTIPLE = 128;

    /** Pixels around the searched area. */
    private static final int MARGIN = 32;

    private static final float MIN_CONFIDENCE = 0.2f;
    private static final PixelNormalization NORMALIZATION =
            new PixelNormalization(false, 127.5f, 127.5f, 127.5f, 1 / 127.5f);
    private static final int[] STRIDES = {32, 64, 128};
    private static final List<List<Anchor>> ANCHORS =
            List.of(
                    densifiedAnchors(),
                    List.of(new Anchor(0, 0, 256)),
                    List.of(new Anchor(0, 0, 512)));

    private final OnnxModel model;
    private final ThreadLocal<ImageTensor> threadTensor;

    /**
     * Creates a detector that owns the model.
     *
     * @param model starts at {@code standardize_input/sub}; outputs class scores and box offsets
     *     for each of the three strides, channels first
     * @throws InvalidModelException if it does not have six outputs
     */
    public FaceBoxes(OnnxModel model) {
        if (model.outputs().size() != 6) {
            throw new InvalidModelException(
                    "FaceBoxes expects 6 outputs, but the model has " + model.outputs());
        }
        this.model = model;
        this.threadTensor =
                ThreadLocal.withInitial(
                        () -> new ImageTensor(model.imageLayout(), NORMALIZATION, -1));
    }

    @Override
    public List<Face> detect(RgbImage image) {
        return detect(image, new Box(0, 0, image.width(), image.height()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The part that the network gets starts at a multiple of its smallest stride, so that its
     * small anchors are where they are in the whole image, and has a margin, so that faces at its
     * edge are seen with what surrounds them.
     */
    @Override
    public List<Face> detect(RgbImage image, Box area) {
        float scale = LONG_SIDE / (float) Math.max(image.width(), image.height());
        int width = Math.max(1, Math.round(image.width() * scale));
        int height = Math.max(1, Math.round(image.height() * scale));
        int left = start(area.x() * scale);
        int top = start(area.y() * scale);
        int right = end(left, (area.x() + area.width()) * scale, width);
        int bottom = end(top, (area.y() + area.height()) * scale, height);
        if (left >= right || top >= bottom) {
            return List.of();
        }
        int imageWidth = Math.min(right, width) - left;
        int imageHeight = Math.min(bottom, height) - top;
        Box crop =
                imageWidth == width && imageHeight == height
                        ? new Box(0, 0, image.width(), image.height())
                        : new Box(
                                left / scale, top / scale, imageWidth / scale, imageHeight / scale);
        List<Tensor> outputs =
                threadTensor
                        .get()
                        .resize(right - left, bottom - top, imageWidth, imageHeight)
                        .draw(image, crop)
                        .run(model);
        List<Face> faces = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            decode(
                    level,
                    outputs.get(2 * level),
                    outputs.get(2 * level + 1),
                    left,
                    top,
                    scale,
                    faces);
        }
        return NonMaximumSuppression.apply(faces);
    }

    private static void decode(
            int level,
            Tensor classes,
            Tensor boxes,
            int left,
            int top,
            float scale,
            List<Face> faces) {
        int rows = Math.toIntExact(classes.shape()[2]);
        int columns = Math.toIntExact(classes.shape()[3]);
        int cells = rows * columns;
        int stride = STRIDES[level];
        List<Anchor> anchors = ANCHORS.get(level);
        float[] score = classes.data();
        float[] offset = boxes.data();
        for (int a = 0; a < anchors.size(); a++) {
            Anchor anchor = anchors.get(a);
            for (int cell = 0; cell < cells; cell++) {
                float margin = score[(2 * a + 1) * cells + cell] - score[2 * a * cells + cell];
                float confidence = (float) (1 / (1 + Math.exp(-margin)));
                if (confidence < MIN_CONFIDENCE) {
                    continue;
                }
                int at = 4 * a * cells + cell;
                float size = anchor.size;
                int row = cell / columns;
                int column = cell % columns;
                float centreY = top + (row + 0.5f) * stride + anchor.y + offset[at] / 10 * size;
                float centreX =
                        left + (column + 0.5f) * stride + anchor.x + offset[at + cells] / 10 * size;
                float boxHeight = (float) Math.exp(offset[at + 2 * cells] / 5) * size;
                float boxWidth = (float) Math.exp(offset[at + 3 * cells] / 5) * size;
                Box box =
                        new Box(
                                (centreX - boxWidth / 2) / scale,
                                (centreY - boxHeight / 2) / scale,
                                boxWidth / scale,
                                boxHeight / scale);
                faces.add(new Face(box, confidence));
            }
        }
    }

    private static int start(float pixel) {
        return Math.max(0, (int) Math.floor((pixel - MARGIN) / STRIDES[0]) * STRIDES[0]);
    }

    private static int end(int start, float pixel, int limit) {
        return start + roundUp(Math.round(Math.min(pixel + MARGIN, limit)) - start);
    }

    private static int roundUp(int pixels) {
        return (pixels + PADDING_MULTIPLE - 1) / PADDING_MULTIPLE * PADDING_MULTIPLE;
    }

    @Override
    public void close() {
        model.close();
    }

    /**
     * An anchor: its centre relative to that of its cell, and its side, in pixels of the padded
     * image.
     */
    private record Anchor(float x, float y, float size) {}

    private static List<Anchor> densifiedAnchors() {
        List<Anchor> anchors = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            for (int q = 0; q < 4; q++) {
                anchors.add(new Anchor(-12 + 8 * r, -12 + 8 * q, 32));
            }
        }
        for (int r = 0; r < 2; r++) {
            for (int q = 0; q < 2; q++) {
                anchors.add(new Anchor(-16 + 32 * r, -16 + 32 * q, 64));
            }
        }
        anchors.add(new Anchor(0, 0, 128));
        return anchors;
    }
}
