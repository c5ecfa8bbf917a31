package dev.framewatch.cli.sheet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.testing.Images;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.VideoMetadata;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"' & %s %1$s \u202egpj.mp4";
    private static final FrameScore SEEN = new FrameScore(1, 0.97, true, new Box(10, 10, 20, 20));
    private static final FrameScore UNSEEN = new FrameScore(2, 0.02, false, null);
    private static final FrameScore FAILED = new FrameScore(3, Double.NaN, false, null);

    private final ContactSheet sheet = new ContactSheet("Sheet", List.of());

    private String html(Entry... entries) {
        for (Entry entry : entries) {
            sheet.add(entry);
        }
        return sheet.html(List.of("Intro"));
    }

    @Test
    void showsEachVerdictItsPictureOfTheVideoAndItsBestFrames() {
        String html =
                html(
                        entry("hit.mp4", new Verdict.Match(), List.of(kept(SEEN))),
                        entry("miss.mp4", new Verdict.NoMatch(), List.of()));

        assertThat(html)
                .contains("<span class=\"badge match\">match</span>")
                .contains("<span class=\"badge no_match\">no match</span>")
                .contains(
                        "<i class=\"yes\" title=\"1.0 s: 0.97\">+</i>"
                                + "<i class=\"no\" title=\"2.0 s: 0.02\">-</i>"
                                + "<i class=\"none\" title=\"3.0 s: no score\">?</i>")
                .contains("<figcaption>1.0 s, score 0.97</figcaption>")
                .contains("A match is a lead, not an identification.");
    }

    @Test
    void saysWhyAVideoIsUndecidedOrUnreadable() {
        String html =
                html(
                        entry("half.mp4", new Verdict.Undecided("half of it"), List.of()),
                        entry("bad.mp4", new Verdict.Unreadable("not a film"), List.of()));

        assertThat(html).contains("half of it; so far 1 s: 1 of 3 frames").contains("not a film");
    }

    @Test
    void namesFromStrangersStayText() {
        VideoResult result = result(HOSTILE, HOSTILE, new Verdict.Unreadable(HOSTILE));
        ContactSheet hostile = new ContactSheet(HOSTILE, List.of());
        hostile.add(new Entry(HOSTILE, result, List.of(List.of()), HOSTILE));

        String html = hostile.html(List.of(HOSTILE));

        assertThat(html)
                .doesNotContain("<img")
                .doesNotContain("\u202e")
                .contains("&lt;img src=x onerror=alert(1)&gt;\"' &amp; %s %1$s" + " \u25a1gpj.mp4");
    }

    @Test
    void asksNothingOfTheNetworkAndRunsNothing() {
        String html = html(entry("a.mp4", new Verdict.Match(), List.of(kept(SEEN))));

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<script")
                .doesNotContain("<link");
    }

    @Test
    void theFramesInItAreSmallJpegsWithTheBoxDrawnIn() throws Exception {
        String html = html(entry("a.mp4", new Verdict.Match(), List.of(kept(SEEN))));

        Matcher address = Pattern.compile("data:image/jpeg;base64,([^\"]+)").matcher(html);
        assertThat(address.find()).isTrue();
        byte[] jpeg = Base64.getDecoder().decode(address.group(1));
        var image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat((image.getRGB(40, 20) >> 16) & 0xff).as("red, on the box").isGreaterThan(150);
        assertThat((image.getRGB(100, 300) >> 16) & 0xff).as("red, elsewhere").isLessThan(30);
    }

    @Test
    void theBestFrameRepresentsAVideoWithoutAPositiveOne() {
        String html = html(entry("miss.mp4", new Verdict.NoMatch(), List.of(kept(UNSEEN))));

        assertThat(html).contains("2.0 s, highest score 0.02");
    }

    @Test
    void matchesComeFirst() {
        String html =
                html(
                        entry("miss.mp4", new Verdict.NoMatch(), List.of(kept(UNSEEN))),
                        entry("match.mp4", new Verdict.Match(), List.of(kept(SEEN))));

        assertThat(html.indexOf("<h2>match.mp4")).isLessThan(html.indexOf("<h2>miss.mp4"));
    }

    @Test
    void ofTooManyVideosTheMatchesAndTheHighestScoresHaveFrames() {
        Entry match = entry("match.mp4", new Verdict.Match(), List.of(kept(SEEN)));
        Entry miss = entry("miss.mp4", new Verdict.NoMatch(), List.of(kept(UNSEEN)));
        for (int i = 0; i < ContactSheet.MAX_CARDS; i++) {
            sheet.add(miss);
        }

        String html = html(match, miss);

        assertThat(html.split("<section", -1)).hasSize(ContactSheet.MAX_CARDS + 1);
        assertThat(html)
                .contains("Frames are shown of 150 of 152 videos", "<h2>match.mp4</h2>")
                .contains("id=\"video-0\"")
                .doesNotContain("id=\"video-151\"");
        assertThat(html.split("miss.mp4</td>|miss.mp4</a></td>", -1)).hasSize(152);
    }

    @Test
    void matchesAndNearMissesHaveAStoryboardWithTheScoresOfEachStretch() {
        String html =
                html(
                        board("hit.mp4", new Verdict.Match(), 0.9, 0.1, 0.1, 0.8),
                        board("near.mp4", new Verdict.NoMatch(), 0.3, 0.1, 0.1, 0.1),
                        board("miss.mp4", new Verdict.NoMatch(), 0.2, 0.1, 0.1, 0.1));

        assertThat(html.split("<ol class=\"board\">", -1)).hasSize(3);
        assertThat(html.split("near miss</span>", -1)).as("in the table and above").hasSize(3);
        assertThat(html.indexOf("<h2>near.mp4")).isLessThan(html.indexOf("<h2>miss.mp4"));
        String hit = html.substring(html.indexOf("<h2>hit.mp4"), html.indexOf("<h2>near.mp4"));
        assertThat(hit)
                .contains("A frame every 2 s; below it the scores of emblem; the line")
                .containsSubsequence(
                        "<li class=\"yes\">", "0 s</span>", "<li class=\"yes\">", "2 s</span>");
        String last = hit.substring(hit.lastIndexOf("<li "));
        assertThat(last.split("<rect", -1)).as("two frames of the stretch").hasSize(3);
        assertThat(last).contains("y1=\"20\"");
    }

    @Test
    void storyboardsOfTheLowestScoresAreLeftOutOfAPageThatWouldBeTooLarge() {
        Entry higher = board("higher.mp4", new Verdict.Match(), 0.9, 0.1, 0.1, 0.8);
        int length = requireNonNull(Board.of(higher.result())).length();
        ContactSheet small = new ContactSheet("Sheet", List.of(), length);
        small.add(higher);
        small.add(board("lower.mp4", new Verdict.Match(), 0.7, 0.1, 0.1, 0.8));

        String html = small.html(List.of());

        assertThat(html)
                .contains("the storyboards of 1 of 2 videos are left out")
                .containsSubsequence("<h2>higher.mp4", "class=\"board\"", "<h2>lower.mp4");
        assertThat(html.split("class=\"board\"", -1)).hasSize(2);
    }

    /** A video of a frame a second, of which every second one is in the storyboard. */
    private static Entry board(String video, Verdict verdict, double... scores) {
        StoryboardBuilder builder = new StoryboardBuilder(2, StoryboardFormat.PAGE);
        List<FrameScore> frames = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            frames.add(new FrameScore(i, scores[i], scores[i] >= 0.5, null));
            if (i % 2 == 0) {
                builder.add(i / 2, i, builder.shrink(Images.black(40, 30)));
            }
        }
        TargetResult target =
                new TargetResult("emblem", "sha", verdict, Rule.tutorial(), 0.5, 0, frames);
        VideoResult result =
                new VideoResult(
                        Path.of(video),
                        null,
                        new Coverage(4, 4, 4, 4, false),
                        10,
                        1,
                        List.of(target),
                        null,
                        builder.build(new VideoMetadata("mov", "h264", 40, 30, 0, 4), 4, ""),
                        false);
        return new Entry(video, result, List.of(List.of()), "");
    }

    @Test
    void refusesFramesThatBelongToNoTarget() {
        VideoResult result = result("a.mp4", "emblem", new Verdict.Match());

        assertThatThrownBy(() -> new Entry("a.mp4", result, List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.mp4: 1 results and frames for 0");
    }

    @Test
    void isWrittenWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sheet.html");

        sheet.add(entry("a.mp4", new Verdict.NoMatch(), List.of()));
        sheet.write(file, List.of("Intro"));

        assertThat(Files.readString(file)).startsWith("<!doctype html>").contains("</html>");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static Entry entry(String video, Verdict verdict, List<EvidenceFrame> kept) {
        return new Entry(video, result(video, "emblem", verdict), List.of(kept), "");
    }

    private static VideoResult result(String video, String target, Verdict verdict) {
        return new VideoResult(
                Path.of(video),
                null,
                new Coverage(3, 3, 3, 3, false),
                10,
                1,
                List.of(
                        new TargetResult(
                                target,
                                "sha",
                                verdict,
                                Rule.tutorial(),
                                0.5,
                                0,
                                List.of(SEEN, UNSEEN, FAILED))));
    }

    /** Black, twice as large as a thumbnail. */
    private static EvidenceFrame kept(FrameScore frame) {
        FrameScore scaled =
                frame.region() == null
                        ? frame
                        : new FrameScore(
                                frame.seconds(),
                                frame.score(),
                                frame.positive(),
                                new Box(40, 40, 80, 80));
        return new EvidenceFrame(scaled, Images.black(400, 800));
    }
}
