package dev.framewatch.clip;

/**
 * Compares static clips. Their only content is one image, and two title cards of one newsroom
 * differ in a few letters only, so every part has to agree.
 */
final class StaticClipMatcher {
    /** Maximum difference of one cell, in grey levels. */
    private static final double MAX_CELL_DIFFERENCE = 10;

    /** Maximum root-mean-square difference, in grey levels. */
    private static final double MAX_RMS_DIFFERENCE = 2.5;

    private static final double MIN_GAIN = 0.6;

    private static final double MAX_DURATION_DIFFERENCE_SECONDS = 1;

    private StaticClipMatcher() {}

    /** Returns the standard deviation of the grey levels. */
    static double contrast(byte[] image) {
        double sum = 0;
        double squares = 0;
        for (byte cell : image) {
            sum += cell & 255;
            squares += (cell & 255) * (cell & 255);
        }
        double mean = sum / image.length;
        return Math.sqrt(Math.max(0, squares / image.length - mean * mean));
    }

    /**
     * Returns the similarity of two static clips, above 0 to 1; 0 unless they show the same image,
     * up to brightness and contrast, for the same duration.
     */
    static double correlation(ClipFingerprint first, ClipFingerprint second) {
        if (Math.abs(first.seconds() - second.seconds()) > MAX_DURATION_DIFFERENCE_SECONDS) {
            return 0;
        }
        byte[] a = first.staticImage();
        byte[] b = second.staticImage();
        double sumA = 0;
        double sumB = 0;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            sumA += a[i] & 255;
            sumB += b[i] & 255;
            squares += (a[i] & 255) * (a[i] & 255);
            products += (a[i] & 255) * (b[i] & 255);
        }
        double covariance = products - sumA * sumB / a.length;
        double gain = covariance / (squares - sumA * sumA / a.length + 1e-9);
        if (!(gain > MIN_GAIN && gain < 1 / MIN_GAIN)) {
            return 0;
        }
        double offset = (sumB - gain * sumA) / a.length;
        double squaredError = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (b[i] & 255) - gain * (a[i] & 255) - offset;
            if (Math.abs(difference) > MAX_CELL_DIFFERENCE) {
                return 0;
            }
            squaredError += difference * difference;
        }
        double rmsDifference = Math.sqrt(squaredError / a.length);
        return rmsDifference > MAX_RMS_DIFFERENCE
                ? 0
                : 1 - rmsDifference / (2 * MAX_RMS_DIFFERENCE);
    }
}
