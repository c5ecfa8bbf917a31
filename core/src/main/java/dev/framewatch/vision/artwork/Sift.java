package dev.framewatch.vision.artwork;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.framewatch.video.Picture;
import dev.framewatch.video.decoder.NativeLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * Key points by OpenCV's SIFT (Lowe, 2004, "Distinctive Image Features from Scale-Invariant
 * Keypoints"), described by the square roots of its descriptors (Arandjelovic and Zisserman, 2012,
 * "Three things everyone should know to improve object retrieval"). OpenCV's libraries are loaded
 * when the first one is made. Safe to call from several threads.
 */
final class Sift {
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

    private static final int LAYERS = 3;
    private static final double EDGE_THRESHOLD = 10;
    private static final double BLUR = 1.6;

    /** Numbers that OpenCV keeps of a key point: x, y, size, angle, response, octave, class. */
    private static final int KEY_POINT = 7;

    private final int longestSide;
    private final int most;
    private final double contrast;

    /**
     * @param longestSide pictures with a longer side than this many pixels are shrunk first
     * @param most the strongest so many key points are kept
     * @param contrast weaker key points are left out, 0 to 1
     */
    Sift(int longestSide, int most, double contrast) {
        this.longestSide = longestSide;
        this.most = most;
        this.contrast = contrast;
        try {
            NativeLibraries.load("artwork", LIBRARIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The workers of a scan are as many as there are cores already.
        setNumThreads(1);
    }

    LocalFeatures of(Picture picture) {
        try (PointerScope _ = new PointerScope()) {
            Picture small = shrunk(picture);
            Mat grey = new Mat();
            cvtColor(mat(small), grey, COLOR_RGB2GRAY);
            KeyPointVector found = new KeyPointVector();
            Mat described = new Mat();
            SIFT sift = SIFT.create(most, LAYERS, contrast, EDGE_THRESHOLD, BLUR, CV_32F, false);
            sift.detectAndCompute(grey, new Mat(), found, described);
            return features(small, (float) picture.width() / small.width(), found, described);
        }
    }

    private Picture shrunk(Picture picture) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest <= longestSide) {
            return picture;
        }
        double scale = (double) longestSide / longest;
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        Mat small = new Mat();
        resize(mat(picture), small, new Size(width, height), 0, 0, INTER_AREA);
        byte[] rgb = new byte[3 * width * height];
        small.data().get(rgb);
        return new Picture(width, height, rgb);
    }

    private static Mat mat(Picture picture) {
        return new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb()));
    }

    private static LocalFeatures features(
            Picture picture, float scale, KeyPointVector found, Mat described) {
        int count = Math.toIntExact(found.size());
        float[] points = new float[KEY_POINT * count];
        float[] descriptors = new float[LocalFeatures.LENGTH * count];
        if (count > 0) {
            new FloatPointer(found.get(0)).capacity(points.length).get(points);
            new FloatPointer(described.data()).capacity(descriptors.length).get(descriptors);
        }
        float[] x = new float[count];
        float[] y = new float[count];
        float[] size = new float[count];
        float[] angle = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = points[KEY_POINT * i];
            y[i] = points[KEY_POINT * i + 1];
            size[i] = points[KEY_POINT * i + 2];
            angle[i] = (float) Math.toRadians(points[KEY_POINT * i + 3]);
            takeRoots(descriptors, LocalFeatures.LENGTH * i);
        }
        return new LocalFeatures(picture, scale, x, y, size, angle, descriptors);
    }

    private static void takeRoots(float[] descriptors, int from) {
        float sum = 1e-6f;
        for (int i = from; i < from + LocalFeatures.LENGTH; i++) {
            sum += descriptors[i];
        }
        for (int i = from; i < from + LocalFeatures.LENGTH; i++) {
            descriptors[i] = (float) Math.sqrt(descriptors[i] / sum);
        }
    }
}
