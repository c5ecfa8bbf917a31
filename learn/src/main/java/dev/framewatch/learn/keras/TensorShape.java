package dev.framewatch.learn.keras;

/** The shape of what flows between two layers, for one picture. */
sealed interface TensorShape {
    /** As many numbers as {@link TensorShape#size} of the largest that is accepted. */
    int MAX = 1 << 24;

    /** How many numbers there are. */
    int size();

    /** A row of numbers. */
    record Vector(int size) implements TensorShape {
        public Vector {
            if (size < 1 || size > MAX) {
                throw new IllegalArgumentException(size + " numbers are not possible");
            }
        }

        @Override
        public String toString() {
            return "[" + size + "]";
        }
    }

    /** A picture or what a convolution makes of it; Keras' order of axes, channels last. */
    record FeatureMap(int height, int width, int channels) implements TensorShape {
        public FeatureMap {
            if (height < 1
                    || width < 1
                    || channels < 1
                    || (double) height * width * channels > MAX) {
                throw new IllegalArgumentException(
                        "a feature map of %dx%dx%d is not possible"
                                .formatted(height, width, channels));
            }
        }

        @Override
        public int size() {
            return height * width * channels;
        }

        @Override
        public String toString() {
            return "[" + height + "," + width + "," + channels + "]";
        }
    }
}
