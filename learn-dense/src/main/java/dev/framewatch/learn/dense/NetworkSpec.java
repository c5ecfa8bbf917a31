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
 * What a dense head looks like and how it is trained. After the layers named here comes one with a
 * number for each class, of which softmax makes probabilities; the loss is cross-entropy.
 *
 * @param layers between the features and the classes, at most 32
 * @param optimiser how weights follow the slope of the loss
 * @param epochs how often all pictures are learned from, 1 to 10000
 * @param batch how many pictures a step looks at, 1 to 4096
 * @param patience after how many epochs without a lower loss training stops early; empty for never
 * @param bestEpoch whether the weights of the epoch with the lowest loss are taken, not the last
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

    /** What {@code --head} calls the head of {@link #tutorial}. */
    public static final String TUTORIAL = "dense";

    private static final String TUTORIAL_FILE = "tutorial.yaml";

    public NetworkSpec {
        layers = List.copyOf(layers);
        check("layers", layers.size(), 0, MAX_LAYERS);
        check("epochs", epochs, 1, MAX_EPOCHS);
        check("batch", batch, 1, MAX_BATCH);
        if (patience.isPresent()) {
            check("early-stopping", patience.getAsInt(), 1, MAX_EPOCHS);
        }
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d to %d, not %d".formatted(field, least, most, value));
        }
    }

    /** Whether training asks for pictures that are checked after each epoch. */
    public boolean watches() {
        return patience.isPresent() || bestEpoch;
    }

    /** The tutorial's head: 1024, 512, 512 and 256 sigmoids with dropout, 100 epochs of Adam. */
    public static NetworkSpec tutorial() {
        try {
            return NetworkSpecReader.read(TUTORIAL_FILE, tutorialText());
        } catch (InvalidNetworkSpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file that {@link #tutorial} is read from, as an example to start from. */
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
     * @throws InvalidNetworkSpecException naming every line and field that is wrong
     * @throws IOException when the file cannot be read
     */
    public static NetworkSpec read(Path file) throws IOException {
        return NetworkSpecReader.read(file);
    }
}
