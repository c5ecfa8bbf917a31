package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import java.util.regex.Pattern;

/** Where the weights of a model are kept. */
interface WeightSource {
    /**
     * One weight of a layer.
     *
     * @throws ModelException when it is not there, or is not made of finite numbers
     */
    Weight.Floats weight(String layer, Part part) throws ModelException;

    /** What a weight is for, and how versions of Keras have called it. */
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

        /** Whether a weight of this name is this one: {@code kernel:0}, {@code conv_W_1:0}. */
        boolean isCalled(String name) {
            return names.matcher(name).matches();
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Refuses weights that are not numbers. */
    static Weight.Floats finite(Weight.Floats weight, String where) throws ModelException {
        for (float value : weight.values()) {
            if (!Float.isFinite(value)) {
                throw new ModelException(
                        where
                                + " holds "
                                + value
                                + ": the training had failed. Use a file from before that");
            }
        }
        return weight;
    }
}
