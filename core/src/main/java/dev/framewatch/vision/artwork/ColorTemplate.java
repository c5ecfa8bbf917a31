package dev.framewatch.vision.artwork;

/** The colours of a template, compared independently of its brightness. */
final class ColorTemplate {
    /** Colour noise of compressed video: the variance of each colour difference. */
    private static final double COLOUR_NOISE_VARIANCE = 4;

    /** Variance of the colour differences below which artwork counts as grey. */
    private static final double MIN_COLOUR_VARIANCE = 100;

    /**
     * Root-mean-square colour difference, of 255, at which a region certainly does not show grey
     * artwork.
     */
    private static final double MAX_GREY_DIFFERENCE = 40;

    private final float[] weights;
    private final float totalWeight;
    private final float[] differences;
    private final double energy;

    /**
     * @param rgb red, green and blue of each template pixel, 0 to 255
     * @param weights weight of each template pixel
     * @param totalWeight their sum
     */
    ColorTemplate(float[] rgb, float[] weights, float totalWeight) {
        this.weights = weights;
        this.totalWeight = totalWeight;
        this.differences = differences(rgb);
        this.energy = meanProduct(differences, differences);
    }

    /**
     * Returns the joint correlation of the red-green and blue-green differences; for grey artwork,
     * how grey the region is.
     *
     * @param rgb the pixels of a region under the template
     * @return -1 to 1
     */
    double correlation(float[] rgb) {
        float[] sampled = differences(rgb);
        double sampledEnergy = meanProduct(sampled, sampled);
        if (energy < MIN_COLOUR_VARIANCE) {
            return Math.max(-1, 1 - Math.sqrt(sampledEnergy / 2) / MAX_GREY_DIFFERENCE);
        }
        return meanProduct(sampled, differences)
                / Math.sqrt(
                        (sampledEnergy + 2 * COLOUR_NOISE_VARIANCE)
                                * (energy + 2 * COLOUR_NOISE_VARIANCE));
    }

    /** Returns red minus green, then blue minus green, each with its weighted mean removed. */
    private float[] differences(float[] rgb) {
        int count = weights.length;
        float[] result = new float[2 * count];
        for (int half = 0; half < 2; half++) {
            double mean = 0;
            for (int i = 0; i < count; i++) {
                float difference = rgb[3 * i + 2 * half] - rgb[3 * i + 1];
                result[half * count + i] = difference;
                mean += weights[i] * difference / totalWeight;
            }
            for (int i = 0; i < count; i++) {
                int at = half * count + i;
                result[at] = (float) (weights[i] * (result[at] - mean));
            }
        }
        return result;
    }

    private double meanProduct(float[] a, float[] b) {
        return TemplateAligner.sumOfProducts(a, b) / totalWeight;
    }
}
