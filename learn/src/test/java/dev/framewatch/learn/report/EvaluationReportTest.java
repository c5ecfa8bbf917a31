package dev.framewatch.learn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.learn.report.ReportImages.Exhibit;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class EvaluationReportTest {
    private static final String HOSTILE =
            "\"><img src=x onerror=alert(1)></script>' & %s %1$s \u202egpj.mp4";
    private static final ModelRef BACKBONE =
            new ModelRef("net", "ab".repeat(32), "224x224 RGB, / 255");
    private static final ReportImages PLAIN = _ -> new Exhibit(Images.black(80, 40), null, null);

    private static Provenance provenance(Occasion occasion, String name) {
        return new Provenance(
                occasion,
                name,
                "scene",
                List.of(BACKBONE),
                "linear",
                List.of("no flag", "flag"),
                "labels.csv",
                "10 folds by source video",
                7L,
                Instant.parse("2026-03-04T05:06:07Z"),
                "0.1.0");
    }

    private static ReportData data(List<ScoredImage> images, @Nullable Double leaky) {
        Evaluation figures = Evaluation.of(images, 0.5, List.of(), 1);
        return new ReportData(
                provenance(Occasion.TRAINING, "flag"),
                leaky == null ? figures : figures.with(20, leaky, "videos"),
                images,
                Set.of(),
                true);
    }

    /** 20 videos of 10 pictures; every tenth picture is on the wrong side of 0.5. */
    private static List<ScoredImage> twoHundred() {
        Random random = new Random(5);
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean positive = i % 20 < 10;
            boolean right = i % 10 != 0;
            double sure = 0.51 + 0.48 * random.nextDouble();
            double score = positive == right ? sure : 1 - sure;
            images.add(new ScoredImage("f" + i + ".jpg", positive, "clip" + i / 10, score));
        }
        return images;
    }

    private static String html(ReportData data) {
        return new EvaluationReport(PLAIN).html(data);
    }

    @Test
    void bothFiguresStandSideBySideEachWithItsCountAndInterval() {
        String page = text(html(data(twoHundred(), 0.97)));

        assertThat(page)
                .containsPattern(
                        "Held-out videos 90\\.0% 95% CI [\\d.]+ to [\\d.]+%"
                                + " 200 images of 20 source videos")
                .containsPattern(
                        "A random frame-level split would report 97\\.0%"
                                + " 95% CI 93\\.6 to 98\\.6% 200 images, treated as independent")
                .contains("it measures memorisation, not recognition");
    }

    @Test
    void itSaysWhatTheThresholdCostsInTheWordsOfTheOutput() {
        ReportData data = data(twoHundred(), 0.97);

        assertThat(text(html(data)))
                .contains("At threshold 0.500: false alarms in 10 of 100 frames from 10 videos")
                .contains(data.evaluation().statements());
    }

    @Test
    void itSaysWhatWasLearnedFromWhat() {
        assertThat(text(html(data(twoHundred(), 0.97))))
                .contains("flag Target of kind scene, trained on 4 March 2026, 05:06 UTC")
                .contains("200: 100 labelled flag, 100 labelled no flag")
                .contains("Source videos 20")
                .contains("Labels labels.csv", "Split 10 folds by source video", "Head linear")
                .contains("net, input 224x224 RGB, / 255 SHA-256 " + "ab".repeat(32))
                .contains("Seed 7", "Framewatch 0.1.0");
    }

    @Test
    void anEvaluationMakesNoClaimAboutASplit() {
        ReportData trained = data(twoHundred(), null);
        String page =
                text(
                        html(
                                new ReportData(
                                        provenance(Occasion.EVALUATION, "flag"),
                                        trained.evaluation(),
                                        trained.scored(),
                                        Set.of(),
                                        true)));

        assertThat(page)
                .contains("The given images")
                .contains("valid only if none of their videos was trained on")
                .doesNotContain("random frame-level split");
    }

    @Test
    void figuresOfALeakingSplitAreLabelledAsLeaking() {
        ReportData trained = data(twoHundred(), 0.9);
        String page =
                html(
                        new ReportData(
                                provenance(Occasion.LEAKING_TRAINING, "flag"),
                                trained.evaluation(),
                                trained.scored(),
                                Set.of(),
                                true));

        assertThat(page).doesNotContain("class=\"claim honest\"");
        assertThat(text(page))
                .contains("which leaks", "measures memorisation, not recognition")
                .doesNotContain("would report");
    }

    @Test
    void missesAtRareFalseFramesAreGivenOrSaidToBeUnknown() {
        assertThat(text(html(data(twoHundred(), 0.97))))
                .containsPattern("FNMR at FMR 1% [\\d.]+% of the positives are missed")
                .contains("FNMR at FMR 0.1% unknown too few negatives to measure");
    }

    @Test
    void theConfusionCountsAreThoseOfTheEvaluation() {
        assertThat(text(html(data(twoHundred(), 0.97))))
                .contains("labelled flag 90 true positive 10 false negative")
                .contains("labelled no flag 10 false positive 90 true negative");
    }

    @Test
    void onlyLabelsThatTheScoreContradictsAreAskedAboutTheMostSurprisingFirst() {
        List<ScoredImage> images = twoHundred();
        ReportData all = data(images, 0.97);
        List<String> asked = asked(html(all));

        assertThat(asked).hasSize(20);
        assertThat(asked.getFirst()).isEqualTo(all.evaluation().worst().getFirst().image());
        assertThat(
                        asked(
                                html(
                                        new ReportData(
                                                all.provenance(),
                                                all.evaluation(),
                                                images,
                                                Set.of(asked.getFirst()),
                                                true))))
                .as("after its label was confirmed")
                .isEqualTo(asked.subList(1, 20));
    }

    @Test
    void eachAskedLabelComesWithItsPictureAndWithWhatTheDecisionLookedAt() {
        OcclusionMap heat = new OcclusionMap(1, 1, new double[] {1});
        RgbImage picture = Images.black(80, 40);
        ReportData data = data(twoHundred(), 0.97);

        assertThat(html(data)).satisfies(page -> assertThat(jpegs(page)).isEqualTo(20));
        assertThat(
                        new EvaluationReport(_ -> new Exhibit(picture, new Box(1, 1, 9, 9), heat))
                                .html(data))
                .satisfies(page -> assertThat(jpegs(page)).isEqualTo(40))
                .contains("covering an orange region");
        assertThat(new EvaluationReport(_ -> null).html(data))
                .satisfies(page -> assertThat(jpegs(page)).isZero())
                .contains("the image is no longer readable");
    }

    @Test
    void aBrowserKeepsTheAnswersOfOneReportOnly() {
        ReportData data = data(twoHundred(), 0.97);
        Provenance from = data.provenance();
        Provenance later =
                new Provenance(
                        from.occasion(),
                        from.target(),
                        from.kind(),
                        from.backbones(),
                        from.head(),
                        from.classes(),
                        from.labels(),
                        from.split(),
                        from.seed(),
                        from.date().plusSeconds(1),
                        from.framewatch());
        ReportData again = new ReportData(later, data.evaluation(), data.scored(), Set.of(), true);

        assertThat(report(html(data))).isEqualTo(report(html(data)));
        assertThat(report(html(again))).isNotEqualTo(report(html(data)));
    }

    @Test
    void everyPictureCanBeEnlarged() {
        String page =
                new EvaluationReport(_ -> new Exhibit(Images.black(1200, 600), null, null))
                        .html(data(twoHundred(), 0.97));

        assertThat(page.split("<button type=\"button\" class=\"enlarge\"", -1)).hasSize(21);
        assertThat(jpegs(page)).isEqualTo(20);
    }

    private static String report(String page) {
        return between(page, "data-report=\"", "\"");
    }

    @Test
    void flippingIsOfferedOnlyWhereThereAreTwoClasses() {
        ReportData two = data(twoHundred(), 0.97);
        ReportData more =
                new ReportData(two.provenance(), two.evaluation(), two.scored(), Set.of(), false);

        assertThat(html(two)).contains("value=\"flip\"");
        assertThat(html(more)).doesNotContain("value=\"flip\"").contains("value=\"drop\"");
    }

    @Test
    void aLongListOfVideosIsFoldedAndThoseWithMistakesAreNot() {
        String page = html(data(twoHundred(), 0.97));
        String folded = page.substring(page.indexOf("<details>"));

        assertThat(text(folded)).contains("All 20 source videos");
        assertThat(folded.split("<tr><td>", -1)).hasSize(21);
        assertThat(page.split("<table class=\"videos\">", -1)).hasSize(3);
    }

    @Test
    void namesFromStrangersStayText() {
        List<ScoredImage> images =
                List.of(
                        new ScoredImage(HOSTILE, true, HOSTILE, 0.1),
                        new ScoredImage("b.jpg", false, "b", 0.2));
        Provenance from = provenance(Occasion.TRAINING, HOSTILE);
        Provenance hostile =
                new Provenance(
                        from.occasion(),
                        HOSTILE,
                        HOSTILE,
                        List.of(new ModelRef(HOSTILE, "ab".repeat(32), HOSTILE)),
                        HOSTILE,
                        List.of(HOSTILE, HOSTILE),
                        HOSTILE,
                        HOSTILE,
                        null,
                        from.date(),
                        HOSTILE);
        String page =
                html(
                        new ReportData(
                                hostile,
                                Evaluation.of(images, 0.5, List.of(HOSTILE), 1),
                                images,
                                Set.of(),
                                true));

        assertThat(page)
                .doesNotContain("<img src=x")
                .doesNotContain("\u202e")
                .contains("\"&gt;&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;' &amp;")
                .contains("%s %1$s \u25a1gpj.mp4");
        assertThat(page.split("</script>", -1)).hasSize(2);
        assertThat(asked(page)).as("exact, for the corrections").containsExactly(HOSTILE);
    }

    @Test
    void nothingIsAskedOfTheNetworkAndOnlyTheNamedScriptAndStyleMayRun() throws Exception {
        String page = html(data(twoHundred(), 0.97));

        assertThat(page)
                .contains("default-src 'none'; img-src data:;")
                .contains("style-src 'sha256-" + sha256(between(page, "<style>", "</style>")) + "'")
                .contains(
                        "script-src 'sha256-"
                                + sha256(between(page, "<script>", "</script>"))
                                + "'")
                .doesNotContain(
                        "unsafe", "http:", "https:", "<link", "<iframe", " style=", "@import")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void everyDrawingIsSoundXmlWhateverTheScoresAre() throws Exception {
        List<ScoredImage> perfect =
                List.of(new ScoredImage("a", true, "a", 1), new ScoredImage("b", false, "b", 0));
        List<ScoredImage> oneClass = List.of(new ScoredImage("a", true, "a", 0.4));
        List<ScoredImage> allTied =
                List.of(
                        new ScoredImage("a", true, "a", 0.5),
                        new ScoredImage("b", false, "b", 0.5));
        for (List<ScoredImage> images :
                List.of(twoHundred(), perfect, oneClass, allTied, threeThousand())) {
            String page = html(data(images, 1.0));
            List<String> drawings =
                    Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                            .matcher(page)
                            .results()
                            .map(MatchResult::group)
                            .toList();
            assertThat(drawings).hasSizeGreaterThanOrEqualTo(2);
            for (String drawing : drawings) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(drawing)));
                assertThat(drawing).doesNotContain("NaN", "Infinity");
                assertThat(drawing.length()).as("characters of a drawing").isLessThan(30_000);
            }
        }
    }

    private static List<ScoredImage> threeThousand() {
        Random random = new Random(8);
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            boolean positive = random.nextBoolean();
            double score =
                    Math.clamp(0.5 + 0.2 * random.nextGaussian() + (positive ? 0.2 : -0.2), 0, 1);
            images.add(new ScoredImage("f" + i, positive, "v" + i / 50, score));
        }
        return images;
    }

    @Test
    void picturesWithoutScoresAreRefused() {
        ReportData sound = data(twoHundred(), 0.97);

        assertThatThrownBy(() ->
                        new ReportData(
                                sound.provenance(),
                                sound.evaluation(),
                                sound.scored().subList(1, 200),
                                Set.of(),
                                true))
                .hasMessageContaining("199 scored images, but metrics of 200");
    }

    @Test
    void isWrittenWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");

        new EvaluationReport(PLAIN).write(file, data(twoHundred(), 0.97));

        assertThat(Files.readString(file)).startsWith("<!doctype html>").contains("</html>");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** The names that answers would be saved with, as the script reads them. */
    private static List<String> asked(String page) {
        return Pattern.compile("data-image=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found ->
                        java.net.URLDecoder.decode(
                                found.group(1).replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static int jpegs(String page) {
        return page.split("src=\"data:image/jpeg;base64,", -1).length - 1;
    }

    private static String text(String page) {
        return page.replaceAll("(?s)<svg.*?</svg>|<style>.*?</style>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replaceAll("[\\s\u00a0]+", " ");
    }

    private static String between(String page, String start, String end) {
        Matcher found = Pattern.compile(start + "(.*?)" + end, Pattern.DOTALL).matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
