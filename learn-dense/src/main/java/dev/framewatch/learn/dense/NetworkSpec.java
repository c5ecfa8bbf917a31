package dev.framewatch.learn.dense;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Architecture and training settings of a dense head. The layers listed here are followed by an
 * output layer with one unit per class and softmax; the loss is cross-entropy.
 *
 * @param layers hidden layers, at most 32
 * @param optimiser optimiser settings
 * @param epochs number of passes over the training set, 1 to 10000
 * @param batch batch size in images, 1 to 4096
 * @param patience number of epochs without improvement before early stopping; empty to disable it
 * @param bestEpoch whether to restore the weights of the epoch with the lowest loss instead of the
 *     last
 */
public record NetworkSpec(
        List<Layer> layers,
        Optimizer optimiser,
        int epochs,
        int batch,
        OptionalInt patience,
        boolean bestEpoch) {
    static final int MAX_LAYERS = 32;
    static final int MAX_EPOCHS = 10_000;
    static final int MAX_BATCH = 4096;

    /** Name of the head of {@link #tutorial}. */
    public static final String TUTORIAL = "dense";

    private static final String TUTORIAL_FILE = "tutorial.yaml";

    public NetworkSpec {
        layers = List.copyOf(layers);
        check("layers", layers.size(), 0, MAX_LAYERS);
        check("epochs", epochs, 1, MAX_EPOCHS);
        check("batch", batch, 1, MAX_BATCH);
        if (patience.isPresent()) {
            check("early_stopping", patience.getAsInt(), 1, MAX_EPOCHS);
        }
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d to %d, not %d".formatted(field, least, most, value));
        }
    }

    /** Returns whether training needs a validation set. */
    public boolean watches() {
        return patience.isPresent() || bestEpoch;
    }

    /**
     * Returns the tutorial's head: 1024, 512, 512 and 256 sigmoid units with dropout, 100 epochs of
     * Adam.
     */
    public static NetworkSpec tutorial() {
        try {
            return NetworkSpecReader.read(TUTORIAL_FILE, tutorialText());
        } catch (InvalidNetworkSpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the YAML text of {@link #tutorial}, as a template. */
    public static String tutorialText() {
        try (InputStream in =
                Objects.requireNonNull(NetworkSpec.class.getResourceAsStream(TUTORIAL_FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(TUTORIAL_FILE, e);
        }
    }

    /**
     * Reads a YAML file.
     *
     * @throws InvalidNetworkSpecException if it is invalid; lists every invalid line and field
     * @throws IOException if the file cannot be read
     */
    public static NetworkSpec read(Path file) throws IOException {
        return NetworkSpecReader.read(file);
    }
}
