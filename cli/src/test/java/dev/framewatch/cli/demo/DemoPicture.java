package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture in README is a screenshot of the demo's page. Run {@link DemoTest}, which shares its
 * demo with these tests, with {@code -Dframewatch.update=true} to take it anew.
 */
abstract class DemoPicture {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path PICTURE = PROJECT.resolve("docs/demo.png");

    private static final Pattern SUMMARY = Pattern.compile("<p>(.+ verdicts are correct)");

    /** The page down to the end of its first row of cards. */
    private static final int WIDTH = 960;

    private static final int HEIGHT = 1315;

    /** Of brightness from 0 to 255: other browsers render letters a little differently. */
    private static final double MAX_MEAN_DIFFERENCE = 3;

    /** Tells the page around of the words whose letters stand on several lines. */
    private static final String BROKEN_WORDS =
            """
            <script>addEventListener("load", () => {
              const broken = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                if (text.parentElement.closest("script, style, code, svg")) continue;
                for (const word of text.data.matchAll(/[^\\s\\u00a0-]+/g)) {
                  const range = document.createRange();
                  range.setStart(text, word.index);
                  range.setEnd(text, word.index + word[0].length);
                  const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                  if (lines.size > 1) broken.push(word[0]);
                }
              }
              parent.postMessage("broken words: " + JSON.stringify(broken), "*");
            });</script>
            """;

    @TempDir private Path folder;

    @Test
    void thePictureShowsThePageOfTheDemo(RanDemo demo) throws Exception {
        Path screenshot = screenshot(demo.folder().sheet());
        if (Boolean.getBoolean("framewatch.update")) {
            Files.copy(screenshot, PICTURE, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(meanDifference(ImageFiles.read(screenshot), ImageFiles.read(PICTURE)))
                .as("run DemoTest with -Dframewatch.update=true")
                .isLessThan(MAX_MEAN_DIFFERENCE);
    }

    /** The comparison is too coarse for words and numbers. */
    @Test
    void theReadmeDescribesThePictureInTheWordsOfThePage(RanDemo demo) throws IOException {
        Matcher summary = SUMMARY.matcher(Files.readString(demo.folder().sheet()));

        assertThat(summary.find()).isTrue();
        assertThat(PROJECT.resolve("README.md")).content().contains(summary.group(1));
    }

    /** In a frame as wide as a phone, since a window cannot be. */
    @Test
    void noWordOfThePageIsBrokenOnAPhone(RanDemo demo) throws Exception {
        Path frame = folder.resolve("frame.html");
        Files.writeString(
                folder.resolve("page.html"),
                Files.readString(demo.folder().sheet())
                        .replaceFirst("<meta[^>]*Content-Security-Policy[^>]*>", "")
                        .replace("</body>", BROKEN_WORDS + "</body>"));
        Files.writeString(
                frame,
                """
                <pre></pre><iframe src="page.html" width="390" height="3000"></iframe>
                <script>addEventListener("message",
                  e => document.querySelector("pre").textContent = e.data)</script>
                """);

        String dom =
                Programs.output(
                        "timeout 120 %s --headless --no-sandbox --disable-gpu"
                                + " --disable-dev-shm-usage --user-data-dir=%s"
                                + " --virtual-time-budget=8000 --dump-dom %s",
                        browser(), folder.resolve("phone"), frame.toUri());

        assertThat(dom).contains("<pre>broken words: []</pre>");
    }

    private static Path browser() {
        return Programs.require("chromium", "chromium-browser", "google-chrome");
    }

    private Path screenshot(Path page) throws Exception {
        Path screenshot = folder.resolve("demo.png");
        String log =
                Programs.output(
                        "timeout 120 %s --headless --no-sandbox --disable-gpu"
                            + " --disable-dev-shm-usage --hide-scrollbars"
                            + " --force-device-scale-factor=1 --user-data-dir=%s --window-size=%s"
                            + " --screenshot=%s %s",
                        browser(),
                        folder.resolve("profile"),
                        WIDTH + "," + HEIGHT,
                        screenshot,
                        page.toUri());
        assertThat(screenshot).as(log).exists();
        return screenshot;
    }

    /** Compares two images at a tenth of their size, at which the edges of letters vanish. */
    private static double meanDifference(RgbImage left, RgbImage right) {
        assertThat(left.width()).isEqualTo(right.width());
        assertThat(left.height()).isEqualTo(right.height());
        byte[] a = left.shrunkTo(HEIGHT / 10).rgb();
        byte[] b = right.shrunkTo(HEIGHT / 10).rgb();
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 255) - (b[i] & 255));
        }
        return sum / (double) a.length;
    }
}
