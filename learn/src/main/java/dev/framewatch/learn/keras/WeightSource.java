package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import java.util.Locale;
import java.util.regex.Pattern;

/** Source of a model's weights. */
interface WeightSource {
    /**
     * Returns a weight of a layer.
     *
     * @throws ModelException if it is missing or contains non-finite values
     */
    Weight.Floats weight(String layer, Part part) throws ModelException;

    /** Role of a weight in its layer, with the names it has in the different versions of Keras. */
    enum Part {
        KERNEL("kernel|W"),
        DEPTHWISE_KERNEL("depthwise_kernel"),
        BIAS("bias|b"),
        GAMMA("gamma"),
        BETA("beta"),
        MOVING_MEAN("moving_mean"),
        MOVING_VARIANCE("moving_variance");

        private final Pattern names;

        Part(String spellings) {
            this.names = Pattern.compile("(?:.*[/_])?(?:" + spellings + ")(?:_\\d+)?(?::\\d+)?");
        }

        /**
         * Returns whether this name denotes this weight, as {@code kernel:0} and {@code conv_W_1:0}
         * do.
         */
        boolean matches(String name) {
            return names.matcher(name).matches();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that all values are finite.
     *
     * @throws ModelException if one is NaN or infinite
     */
    static Weight.Floats finite(Weight.Floats weight, String location) throws ModelException {
        for (float value : weight.values()) {
            if (!Float.isFinite(value)) {
                throw new ModelException(
                        location
                                + " contains "
                                + value
                                + ": training diverged. Use an earlier checkpoint");
            }
        }
        return weight;
    }
}
