package dev.framewatch.learn.augment;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.page.Html;
import dev.framewatch.page.PageStyle;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows what augmentation does: some labelled pictures, and beside each the very copies
 * that are learned from. It is one file that asks nothing of the network.
 */
public final class AugmentationPreview {
    private static final int EXAMPLES_OF_A_CLASS = 3;
    private static final String CSS =
            """
            .lead { border-left: 4px solid var(--doubt); background: var(--doubt-soft);
              padding: .6rem .9rem; border-radius: 0 .5rem .5rem 0; margin: 1rem 0; }
            .note, figcaption { color: var(--soft); font-size: .85rem; }
            section { background: var(--card); border: 1px solid var(--line); padding: 1rem;
              border-radius: .75rem; margin-top: 1rem; break-inside: avoid; }
            .copies { display: grid; gap: .9rem; align-items: start;
              grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
            .copies img { max-height: 22rem; object-fit: contain; object-position: top left; }
            .copies figure:first-child img { outline: 3px solid var(--match); outline-offset: 2px; }
            .copies figcaption { margin-top: .4rem; line-height: 1.35; }
            .copies b { color: var(--match); }
            .copies ul { margin: 0; padding: 0; list-style: none; }
            h2 small { font-weight: 400; color: var(--soft); font-size: .85rem; }
            code { overflow-wrap: anywhere; }
            @media (max-width: 30rem) { .copies { grid-template-columns: 1fr 1fr; } }
            @media print { .copies { grid-template-columns: repeat(5, 1fr); } }
            """;

    private AugmentationPreview() {}

    /**
     * Writes the page, whole or not at all, for up to three pictures of each class, taken from all
     * over the dataset.
     *
     * @throws IOException when no picture of the dataset can be read, or the page not be written
     */
    public static void write(Path file, Dataset dataset, AugmentationPolicy policy)
            throws IOException {
        List<String> cards = new ArrayList<>();
        try (Augmenter augmenter = new Augmenter(policy)) {
            for (boolean positive : new boolean[] {true, false}) {
                List<LabelledImage> pictures =
                        dataset.pictures().stream()
                                .filter(picture -> picture.positive() == positive)
                                .toList();
                int most = Math.min(EXAMPLES_OF_A_CLASS, pictures.size());
                for (int i = 0; i < most; i++) {
                    LabelledImage labelled =
                            pictures.get((2 * i + 1) * pictures.size() / (2 * most));
                    RgbImage picture = read(labelled);
                    if (picture != null) {
                        cards.add(card(labelled, picture, augmenter, policy));
                    }
                }
            }
        }
        if (cards.isEmpty()) {
            throw new IOException("none of the pictures can be read, so there is none to preview");
        }
        AtomicFile.write(file, html(cards, policy).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable RgbImage read(LabelledImage labelled) {
        try {
            return ImageFiles.read(labelled.file());
        } catch (UnreadableImageException e) {
            return null; // training reports it
        }
    }

    private static String card(
            LabelledImage labelled,
            RgbImage picture,
            Augmenter augmenter,
            AugmentationPolicy policy) {
        StringBuilder figures = new StringBuilder();
        figures.append(
                figure(
                        picture,
                        "the picture",
                        "<b>as it is</b><br>%d \u00d7 %d"
                                .formatted(picture.width(), picture.height())));
        for (int i = 0; i < policy.count(); i++) {
            AugmentedImage copy = augmenter.copy(picture, i);
            figures.append(figure(copy.picture(), "copy " + (i + 1), changes(copy)));
        }
        return """
        <section>
        <h2>%s <small>class %s</small></h2>
        <div class="copies">%s</div>
        </section>\
        """
                .formatted(Html.text(labelled.image()), Html.text(labelled.label()), figures);
    }

    private static String changes(AugmentedImage copy) {
        return copy.changes().isEmpty()
                ? "unchanged"
                : copy.changes().stream()
                        .map(change -> "<li>" + Html.text(change) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String figure(RgbImage picture, String alternative, String caption) {
        return "<figure><img src=\"%s\" alt=\"%s\"><figcaption>%s</figcaption></figure>"
                .formatted(Thumbnail.address(picture, null), alternative, caption);
    }

    private static String html(List<String> cards, AugmentationPolicy policy) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>What is learned from</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        <h1>What is learned from</h1>
        <p>Each picture as it is, framed, and %d changed copies of it. These are some of the pictures.</p>
        <p class="note">Made with <code>%s</code>, seed %d.</p>
        <p class="lead">Is what you look for still to be seen in the copies? Then they help. Copies are
        learned from, never checked on: pictures are split by source video first, and those held back
        stay as they are.</p>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(
                        PageStyle.CSS,
                        CSS,
                        policy.count(),
                        Html.text(policy.augmentation().toString()),
                        policy.seed(),
                        String.join("\n", cards));
    }
}
