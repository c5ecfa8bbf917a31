package dev.framewatch.clip;

/**
 * Compares static clips. Their only content is one image, and two title cards of one newsroom
 * differ in a few letters only, so every part has to agree.
 */
final class StaticClipMatcher {
    /** Maximum difference of one cell, in grey levels. */
    private static final double MAX_CELL = 10;

    /** Maximum root-mean-square difference, in grey levels. */
    private static final double MAX_ALL = 2.5;

    private static final double MIN_GAIN = 0.6;

    private static final double MAX_SECONDS = 1;

    private StaticClipMatcher() {}

    /** Returns the standard deviation of the grey levels. */
    static double contrast(byte[] picture) {
        double sum = 0;
        double squares = 0;
        for (byte each : picture) {
            sum += each & 255;
            squares += (each & 255) * (each & 255);
        }
        double mean = sum / picture.length;
        return Math.sqrt(Math.max(0, squares / picture.length - mean * mean));
    }

    /**
     * Returns the similarity of two static clips, above 0 to 1; 0 unless they show the same image,
     * up to brightness and contrast, for the same duration.
     */
    static double correlation(ClipFingerprint one, ClipFingerprint other) {
        if (Math.abs(one.seconds() - other.seconds()) > MAX_SECONDS) {
            return 0;
        }
        byte[] a = one.still();
        byte[] b = other.still();
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
        double all = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (b[i] & 255) - gain * (a[i] & 255) - offset;
            if (Math.abs(difference) > MAX_CELL) {
                return 0;
            }
            all += difference * difference;
        }
        double rest = Math.sqrt(all / a.length);
        return rest > MAX_ALL ? 0 : 1 - rest / (2 * MAX_ALL);
    }
}
