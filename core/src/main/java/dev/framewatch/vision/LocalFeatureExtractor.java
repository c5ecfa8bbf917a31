package dev.framewatch.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.framewatch.video.RgbImage;
import dev.framewatch.video.decoder.NativeLibraries;
import dev.framewatch.vision.LocalFeatures.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * Extracts RootSIFT features: OpenCV's SIFT (Lowe, 2004, "Distinctive Image Features from
 * Scale-Invariant Keypoints") with the square roots of the L1-normalised descriptors (Arandjelovic
 * and Zisserman, 2012, "Three things everyone should know to improve object retrieval"). OpenCV's
 * libraries are loaded with the first extractor. Thread-safe.
 */
public final class LocalFeatureExtractor {
    /**
     * Identifies the algorithm and its settings; targets trained on other features are
     * incompatible.
     */
    public static final String DESCRIPTION =
            "SIFT, square roots, longest side 512, at most 1000 points, contrast 0.03";

    private static final List<String> LIBRARIES =
            List.of(
                    "jnijavacpp",
                    "gcc_s",
                    "gcc_s_seh",
                    "quadmath",
                    "gfortran",
                    "openblas",
                    "opencv_core",
                    "opencv_imgproc",
                    "opencv_flann",
                    "opencv_features2d",
                    "jniopencv_core",
                    "jniopencv_imgproc",
                    "jniopencv_flann",
                    "jniopencv_features2d");

    /**
     * Maximum longer side of a frame in pixels. SIFT starts at twice the size, so this is full
     * detail for most short videos.
     */
    private static final int MAX_SIDE = 512;

    private static final int MAX_POINTS = 1000;
    private static final int OCTAVE_LAYERS = 3;
    private static final double CONTRAST_THRESHOLD = 0.03;
    private static final double EDGE_THRESHOLD = 10;
    private static final double SIGMA = 1.6;

    /** Shorter side in pixels below which SIFT finds nothing. */
    private static final int MIN_SIDE = 16;

    /** Number of 4-byte fields of OpenCV's KeyPoint: x, y, size, angle, response, octave, class. */
    private static final int KEY_POINT_FIELDS = 7;

    /**
     * Creates an extractor and loads OpenCV if necessary.
     *
     * @throws UncheckedIOException if OpenCV's libraries are missing
     */
    public LocalFeatureExtractor() {
        try {
            NativeLibraries.load("artwork", LIBRARIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setNumThreads(1); // scans process one image per core in parallel
    }

    /**
     * Extracts the features of a frame.
     *
     * @throws InferenceException if OpenCV fails
     */
    public LocalFeatures extract(RgbImage image) {
        return extract(image, MAX_SIDE, MAX_POINTS);
    }

    /**
     * Extracts the features of an image at a given size.
     *
     * @param maxSide maximum longer side in pixels; a larger image is downscaled first
     * @param maxPoints maximum number of key points, those with the most contrast
     * @throws InferenceException if OpenCV fails
     */
    public LocalFeatures extract(RgbImage image, int maxSide, int maxPoints) {
        try (PointerScope _ = new PointerScope()) {
            double scale = Math.min(1, (double) maxSide / Math.max(image.width(), image.height()));
            int width = Math.max(1, (int) Math.round(image.width() * scale));
            int height = Math.max(1, (int) Math.round(image.height() * scale));
            Mat colours = downscaled(image, width, height);
            Mat grey = new Mat();
            cvtColor(colours, grey, COLOR_RGB2GRAY);
            KeyPointVector keyPoints = new KeyPointVector();
            Mat descriptorMat = new Mat();
            if (Math.min(width, height) >= MIN_SIDE) {
                SIFT.create(
                                maxPoints,
                                OCTAVE_LAYERS,
                                CONTRAST_THRESHOLD,
                                EDGE_THRESHOLD,
                                SIGMA,
                                CV_32F,
                                false)
                        .detectAndCompute(grey, new Mat(), keyPoints, descriptorMat);
            }
            return features(
                    pyramid(colours, grey),
                    (float) image.width() / width,
                    keyPoints,
                    descriptorMat);
        } catch (RuntimeException e) {
            throw new InferenceException("local features", e);
        }
    }

    private static Mat downscaled(RgbImage image, int width, int height) {
        Mat full = new Mat(image.height(), image.width(), CV_8UC3, new BytePointer(image.rgb()));
        if (width == image.width() && height == image.height()) {
            return full;
        }
        Mat small = new Mat();
        resize(full, small, new Size(width, height), 0, 0, INTER_AREA);
        return small;
    }

    private static List<Raster> pyramid(Mat colours, Mat grey) {
        List<Raster> rasters = new ArrayList<>();
        Mat rgb = colours;
        Mat brightness = grey;
        while (true) {
            rasters.add(new Raster(rgb.cols(), rgb.rows(), bytes(rgb, 3), bytes(brightness, 1)));
            if (Math.min(rgb.cols(), rgb.rows()) < 2 * MIN_SIDE) {
                return rasters;
            }
            rgb = halved(rgb);
            brightness = halved(brightness);
        }
    }

    private static Mat halved(Mat full) {
        Mat half = new Mat();
        resize(full, half, new Size(full.cols() / 2, full.rows() / 2), 0, 0, INTER_AREA);
        return half;
    }

    private static byte[] bytes(Mat pixels, int channels) {
        byte[] bytes = new byte[channels * pixels.cols() * pixels.rows()];
        pixels.data().get(bytes);
        return bytes;
    }

    private static LocalFeatures features(
            List<Raster> rasters, float scale, KeyPointVector keyPoints, Mat descriptorMat) {
        int count = Math.toIntExact(keyPoints.size());
        float[] points = new float[KEY_POINT_FIELDS * count];
        float[] descriptors = new float[LocalFeatures.DESCRIPTOR_LENGTH * count];
        if (count > 0) {
            new FloatPointer(keyPoints.get(0)).capacity(points.length).get(points);
            new FloatPointer(descriptorMat.data()).capacity(descriptors.length).get(descriptors);
        }
        float[] x = new float[count];
        float[] y = new float[count];
        float[] size = new float[count];
        float[] angle = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = points[KEY_POINT_FIELDS * i];
            y[i] = points[KEY_POINT_FIELDS * i + 1];
            size[i] = points[KEY_POINT_FIELDS * i + 2];
            angle[i] = (float) Math.toRadians(points[KEY_POINT_FIELDS * i + 3]);
            normaliseRoots(descriptors, LocalFeatures.DESCRIPTOR_LENGTH * i);
        }
        return new LocalFeatures(rasters, scale, x, y, size, angle, descriptors);
    }

    private static void normaliseRoots(float[] descriptors, int from) {
        float sum = 1e-6f;
        for (int i = from; i < from + LocalFeatures.DESCRIPTOR_LENGTH; i++) {
            sum += descriptors[i];
        }
        for (int i = from; i < from + LocalFeatures.DESCRIPTOR_LENGTH; i++) {
            descriptors[i] = (float) Math.sqrt(descriptors[i] / sum);
        }
    }
}
