package dev.framewatch.learn.augment;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.page.PageTemplate;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an HTML page that shows the effect of augmentation: some labelled images, each beside the
 * copies used for training. The page is one self-contained file.
 */
public final class AugmentationPreview {
    private static final int EXAMPLES_OF_A_CLASS = 3;

    /** The model of the template. */
    record Preview(int copies, String augmentation, long seed, List<Example> examples) {}

    /** An image and its copies. */
    record Example(String image, String label, List<Shown> pictures) {}

    /**
     * An image on the page.
     *
     * @param address the URL of the image
     * @param alternative its alternative text
     * @param size width and height of the original; null for a copy
     * @param changes the changes made to it; empty if there are none
     */
    record Shown(String address, String alternative, @Nullable String size, List<String> changes) {}

    private AugmentationPreview() {}

    /**
     * Writes the page atomically, for up to three images of each class, taken from the whole data
     * set.
     *
     * @throws IOException if no image of the data set can be read, or the page cannot be written
     */
    public static void write(Path file, Dataset dataset, AugmentationPolicy policy)
            throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Augmenter augmenter = new Augmenter(policy)) {
            for (boolean positive : new boolean[] {true, false}) {
                List<LabelledImage> pictures =
                        dataset.images().stream()
                                .filter(picture -> picture.positive() == positive)
                                .toList();
                int most = Math.min(EXAMPLES_OF_A_CLASS, pictures.size());
                for (int i = 0; i < most; i++) {
                    LabelledImage labelled =
                            pictures.get((2 * i + 1) * pictures.size() / (2 * most));
                    RgbImage picture = read(labelled);
                    if (picture != null) {
                        examples.add(example(labelled, picture, augmenter, policy.count()));
                    }
                }
            }
        }
        if (examples.isEmpty()) {
            throw new IOException("none of the images can be read, so there is nothing to preview");
        }
        String page =
                new PageTemplate(AugmentationPreview.class, "preview")
                        .page(
                                "Augmented training images",
                                new Preview(
                                        policy.count(),
                                        policy.augmentation().toString(),
                                        policy.seed(),
                                        examples));
        AtomicFile.write(file, page.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable RgbImage read(LabelledImage labelled) {
        try {
            return ImageFiles.read(labelled.file());
        } catch (UnreadableImageException e) {
            return null; // training reports it
        }
    }

    private static Example example(
            LabelledImage labelled, RgbImage picture, Augmenter augmenter, int copies) {
        List<Shown> shown = new ArrayList<>();
        shown.add(
                new Shown(
                        Thumbnail.dataUri(picture, null),
                        "original",
                        "%d \u00d7 %d".formatted(picture.width(), picture.height()),
                        List.of()));
        for (int i = 0; i < copies; i++) {
            shown.add(
                    new Shown(
                            Thumbnail.dataUri(augmenter.copy(picture, i), null),
                            "copy " + (i + 1),
                            null,
                            augmenter.changes(picture, i)));
        }
        return new Example(labelled.name(), labelled.label(), shown);
    }
}
