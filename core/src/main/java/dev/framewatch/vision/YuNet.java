package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector of the YuNet family (Wu et al., 2023, "YuNet: A Tiny Millisecond-level Face
 * Detector"): one square letterboxed BGR image, 0 to 255; outputs {@code cls_S}, {@code obj_S} and
 * {@code bbox_S} for the strides 8, 16 and 32. Thread-safe.
 */
public final class YuNet implements FaceDetector {
    private static final int DEFAULT_SIDE = 640;
    private static final float MIN_CONFIDENCE = 0.6f;
    private static final int[] STRIDES = {8, 16, 32};
    private static final PixelNormalization NORMALIZATION =
            new PixelNormalization(true, 0, 0, 0, 1);

    private final OnnxModel model;
    private final int side;
    private final ThreadLocal<ImageTensor> threadTensor =
            ThreadLocal.withInitial(() -> new ImageTensor(Layout.NCHW, NORMALIZATION, 0));

    /**
     * Creates a detector that owns the model.
     *
     * @throws InvalidModelException if outputs are missing, or the input is not a square whose side
     *     is a multiple of 32
     */
    public YuNet(OnnxModel model) {
        this.model = model;
        long[] shape = model.inputShape();
        long inputSide = shape.length == 4 && shape[2] > 0 ? shape[2] : DEFAULT_SIDE;
        if (shape.length != 4 || inputSide % 32 != 0 || inputSide > 4096) {
            throw new InvalidModelException(
                    "YuNet expects input [1, 3, S, S] with S a multiple of 32, but the model has "
                            + java.util.Arrays.toString(shape));
        }
        this.side = (int) inputSide;
        for (int stride : STRIDES) {
            outputIndex("cls_" + stride);
            outputIndex("obj_" + stride);
            outputIndex("bbox_" + stride);
        }
    }

    private int outputIndex(String name) {
        int index = model.outputs().indexOf(name);
        if (index < 0) {
            throw new InvalidModelException(
                    "not a YuNet model: no output '%s', only %s".formatted(name, model.outputs()));
        }
        return index;
    }

    @Override
    public List<Face> detect(RgbImage image) {
        float scale = side / (float) Math.max(image.width(), image.height());
        int width = Math.max(1, Math.round(image.width() * scale));
        int height = Math.max(1, Math.round(image.height() * scale));
        List<Tensor> outputs =
                threadTensor.get().resize(side, side, width, height).draw(image).run(model);
        List<Face> faces = new ArrayList<>();
        for (int stride : STRIDES) {
            decode(
                    stride,
                    outputs.get(outputIndex("cls_" + stride)).data(),
                    outputs.get(outputIndex("obj_" + stride)).data(),
                    outputs.get(outputIndex("bbox_" + stride)).data(),
                    scale,
                    faces);
        }
        return NonMaximumSuppression.apply(faces);
    }

    private void decode(
            int stride, float[] cls, float[] obj, float[] box, float scale, List<Face> faces) {
        int columns = side / stride;
        for (int cell = 0; cell < cls.length; cell++) {
            float product = Math.max(0, cls[cell]) * Math.max(0, obj[cell]);
            float confidence = (float) Math.min(1, Math.sqrt(product));
            if (!(confidence >= MIN_CONFIDENCE)) {
                continue;
            }
            int row = cell / columns;
            float centreX = (cell % columns + box[4 * cell]) * stride;
            float centreY = (row + box[4 * cell + 1]) * stride;
            float width = (float) Math.exp(box[4 * cell + 2]) * stride;
            float height = (float) Math.exp(box[4 * cell + 3]) * stride;
            faces.add(
                    new Face(
                            new Box(
                                    (centreX - width / 2) / scale,
                                    (centreY - height / 2) / scale,
                                    width / scale,
                                    height / scale),
                            confidence));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
