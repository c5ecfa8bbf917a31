package dev.framewatch.learn.report;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.LabelCorrections.Action;
import dev.framewatch.learn.evaluate.LabelErrors;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.page.Thumbnail;
import java.awt.image.BufferedImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The most surprising labels as pictures, each with a question that a person can answer.
 *
 * @param report id of the report, under which a browser keeps answers: a later report, whose labels
 *     may have been corrected, knows nothing of them
 * @param choices the answers that can be given
 */
record LabelReviewSection(String report, List<Card> cards, List<Choice> choices) {
    private static final int MAX_CARDS = 24;
    private static final int ID_DIGITS = 16;

    /**
     * A picture whose label is surprising.
     *
     * @param encodedName its name, percent-encoded: as text, some of its characters might be made
     *     visible
     * @param views null when it cannot be read any more
     */
    record Card(
            String name,
            String encodedName,
            String label,
            String score,
            String video,
            @Nullable Views views) {}

    /**
     * How a picture is shown, as addresses of images.
     *
     * @param heat what the decision looked at, or null
     * @param flat whether no single place decided
     */
    record Views(String picture, @Nullable String heat, boolean flat) {}

    /**
     * An answer.
     *
     * @param value as it is saved
     * @param word as it is shown
     * @param meaning in a few words
     */
    record Choice(String value, String word, String meaning) {}

    static LabelReviewSection of(ReportData data, ReportImages gallery) {
        List<Card> cards =
                LabelErrors.of(data.scored(), data.confirmed(), MAX_CARDS).stream()
                        .filter(image -> isContradicted(image, data.evaluation().threshold()))
                        .map(image -> card(image, data.provenance().classes(), gallery))
                        .toList();
        return new LabelReviewSection(
                id(data.provenance(), cards),
                cards,
                Arrays.stream(Action.values())
                        .filter(action -> action != Action.FLIP || data.canBeFlipped())
                        .map(LabelReviewSection::choice)
                        .toList());
    }

    private static String id(Provenance provenance, List<Card> cards) {
        StringBuilder text = new StringBuilder(provenance.target()).append(provenance.date());
        cards.forEach(card -> text.append('\n').append(card.name).append('\n').append(card.label));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }

    /** Returns whether some picture is shown with what the decision looked at. */
    boolean heated() {
        return cards.stream().anyMatch(card -> card.views != null && card.views.heat != null);
    }

    private static boolean isContradicted(ScoredImage image, double threshold) {
        return image.surprise() >= 0.5 || !image.correctAt(threshold);
    }

    private static Card card(ScoredImage image, List<String> classes, ReportImages gallery) {
        ReportImages.Exhibit shown = gallery.show(image.image());
        return new Card(
                image.image(),
                URLEncoder.encode(image.image(), StandardCharsets.UTF_8).replace("+", "%20"),
                classes.get(image.positive() ? 1 : 0),
                NumberText.score(image.score()),
                image.group(),
                shown == null ? null : views(shown));
    }

    private static Views views(ReportImages.Exhibit shown) {
        String plain = Thumbnail.enlargeable(shown.picture(), shown.place());
        OcclusionMap heat = shown.heat();
        if (heat == null) {
            return new Views(plain, null, false);
        }
        BufferedImage tinted = Thumbnail.downscaled(shown.picture());
        heat.tint(tinted);
        return new Views(plain, Thumbnail.dataUri(tinted), heat.isFlat());
    }

    private static Choice choice(Action action) {
        String word = action.csvValue();
        return new Choice(
                word,
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                switch (action) {
                    case KEEP -> "the label is correct";
                    case FLIP -> "it belongs to the other class";
                    case DROP -> "exclude this image";
                });
    }
}
