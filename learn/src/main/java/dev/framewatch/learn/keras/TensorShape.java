package dev.framewatch.learn.keras;

/** Shape of a value between two layers, without the batch axis. */
sealed interface TensorShape {
    /** Maximum number of elements. */
    int MAX_ELEMENTS = 1 << 24;

    /** Returns the number of elements. */
    int size();

    /** Shape of a vector. */
    record Vector(int size) implements TensorShape {
        public Vector {
            if (size < 1 || size > MAX_ELEMENTS) {
                throw new IllegalArgumentException("invalid vector size " + size);
            }
        }

        @Override
        public String toString() {
            return "[" + size + "]";
        }
    }

    /** Shape of an image or feature map in Keras' axis order, channels last. */
    record FeatureMap(int height, int width, int channels) implements TensorShape {
        public FeatureMap {
            if (height < 1
                    || width < 1
                    || channels < 1
                    || (double) height * width * channels > MAX_ELEMENTS) {
                throw new IllegalArgumentException(
                        "invalid feature map size %dx%dx%d".formatted(height, width, channels));
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
