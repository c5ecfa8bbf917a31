package dev.framewatch.learn.report;

import dev.framewatch.learn.dataset.LabelCorrections.Action;
import dev.framewatch.learn.evaluate.LabelErrors;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.page.Html;
import dev.framewatch.page.Thumbnail;
import java.awt.image.BufferedImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The most surprising labels as pictures, each with a question that a person can answer. */
final class LabelReviewSection {
    private static final int MAX = 24;

    private static final String HEAT_KEY =
            """
            <p class="note">Beside each picture is what the decision looked at: covering an orange place
            makes the score fall, covering a blue one makes it rise.</p>
            """;

    private final ReportData data;
    private final ReportImages gallery;
    private boolean heated;

    LabelReviewSection(ReportData data, ReportImages gallery) {
        this.data = data;
        this.gallery = gallery;
    }

    String html() {
        List<ScoredImage> surprises =
                LabelErrors.of(data.scored(), data.confirmed(), MAX).stream()
                        .filter(this::isContradicted)
                        .toList();
        if (surprises.isEmpty()) {
            return """
            <section class="page"><h2>Labels to look at again</h2>
            <p>No score contradicts a label.</p></section>
            """;
        }
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < surprises.size(); i++) {
            cards.append(card(i, surprises.get(i)));
        }
        return """
        <section class="page" id="labels">
        <h2>Labels to look at again</h2>
        <p>These labels surprise the Detector most; some of them are wrong. Say what is right,
        save your answers, and train again with <code>--corrections corrections.csv</code>.</p>
        %s
        <noscript><p class="note">Answering needs scripts, which are switched off here.</p></noscript>
        <div class="cards">
        %s</div>
        <div class="save"><output id="answered">no answers yet</output>
        <button type="button" id="save" disabled>Save corrections.csv</button></div>
        </section>
        """
                .formatted(heated ? HEAT_KEY : "", cards);
    }

    private boolean isContradicted(ScoredImage image) {
        return image.surprise() >= 0.5 || !image.correctAt(data.evaluation().threshold());
    }

    private String card(int number, ScoredImage image) {
        List<String> classes = data.provenance().classes();
        String score = NumberText.score(image.score());
        return """
        <article class="card">
        %s
        <h3>%s</h3>
        <p class="told"><span>labelled <b>%s</b></span><span>score <b>%s</b></span></p>
        <p class="source">%s</p>
        %s
        </article>
        """
                .formatted(
                        pictures(image),
                        Html.text(image.image()),
                        Html.text(classes.get(image.positive() ? 1 : 0)),
                        score,
                        Html.text("source video " + image.group()),
                        answers(number, image));
    }

    private String pictures(ScoredImage image) {
        ReportImages.Exhibit shown = gallery.show(image.image());
        if (shown == null) {
            return "<p class=\"gone\">the picture cannot be read any more</p>";
        }
        String plain = Thumbnail.address(shown.picture(), shown.place());
        OcclusionMap heat = shown.heat();
        if (heat == null) {
            return "<div class=\"views\"><img src=\"%s\" alt=\"the picture\"></div>"
                    .formatted(plain);
        }
        heated = true;
        BufferedImage tinted = Thumbnail.small(shown.picture());
        heat.tint(tinted);
        return """
        <div class="views two"><img src="%s" alt="the picture">
        <img src="%s" alt="what the decision looked at"></div>%s\
        """
                .formatted(
                        plain,
                        Thumbnail.address(tinted),
                        heat.isFlat() ? "<p class=\"source\">no single place decided</p>" : "");
    }

    /** The name is percent-encoded: as text, some of its characters might be made visible. */
    private String answers(int number, ScoredImage image) {
        StringBuilder choices = new StringBuilder();
        for (Action action : Action.values()) {
            if (action == Action.FLIP && !data.canBeFlipped()) {
                continue;
            }
            choices.append(
                    """
                    <label title="%s"><input type="radio" name="label-%d" value="%s"><span>%s</span></label>
                    """
                            .formatted(
                                    meaning(action),
                                    number,
                                    action.word(),
                                    action.word().toUpperCase(Locale.ROOT).charAt(0)
                                            + action.word().substring(1)));
        }
        String name = URLEncoder.encode(image.image(), StandardCharsets.UTF_8).replace("+", "%20");
        return "<fieldset data-image=\"%s\"><legend>The label is right?</legend>%s</fieldset>"
                .formatted(name, choices);
    }

    private static String meaning(Action action) {
        return switch (action) {
            case KEEP -> "the label is right";
            case FLIP -> "it is the other class";
            case DROP -> "do not use this picture";
        };
    }
}
