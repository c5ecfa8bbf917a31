package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    /** Shorter times say nothing about growth; in nanoseconds. */
    private static final long FLOOR = 20_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({
        "Gr&uuml;&szlig;e &amp; mehr&hellip;, Grüße & mehr…",
        "&#252;ber &#xFC;ber, über über",
        "What&nbsp;a day, What a day",
        "AT&T & friends, AT&T & friends",
        "&nonsense;, &nonsense;"
    })
    void entitiesAreDecoded(String html, String expected) {
        assertThat(PlainText.of(html)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What a day<",
                "What a day<a href=\"https://site.example/a",
                "What a day</p",
                "What a day<!-- and so",
                "What a <b>day",
                "What a day</div></div>",
                "What a day<script>alert(1)"
            })
    void halfTagsAreNotShown(String html) {
        assertThat(PlainText.of(html).replaceFirst("<$", "")).isEqualTo("What a day");
    }

    @ParameterizedTest
    @CsvSource({"1 < 2 and 3 > 2", "I <3 you", "a&b", "5 <= 6"})
    void plainTextStaysAsItIs(String text) {
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>p { color: red }</style>",
                "<script>if (a < b) document.write('</p>')</script>",
                "<iframe src=\"https://site.example\"><p>old browser</p></iframe>",
                "<template><p>later</p></template>"
            })
    void whatNoReaderSeesIsDropped(String hidden) {
        assertThat(PlainText.of("before" + hidden + "after")).isEqualTo("before after");
    }

    @Test
    void aCommentPartsNoWord() {
        assertThat(PlainText.of("be<!-- hidden <b>note</b> -->fore")).isEqualTo("before");
    }

    @Test
    void aBlockStandsOnLinesOfItsOwn() {
        assertThat(
                        PlainText.of(
                                "<h1>March</h1><p>In <b>Berlin</b>.</p>\n\n"
                                        + "<p>At noon<br>or later</p>"))
                .isEqualTo("March\nIn Berlin.\nAt noon\nor later");
        assertThat(PlainText.of("<ul><li>one</li><li>two</li></ul>")).isEqualTo("one\ntwo");
        assertThat(PlainText.of("<table><tr><td>a</td><td>b</td></tr></table>")).isEqualTo("a b");
    }

    @Test
    void linesOfPlainTextAreKeptAndControlCharactersAreNot() {
        assertThat(PlainText.of("one  two \r\n\r\n three\t\u0007four"))
                .isEqualTo("one two\nthree four");
    }

    @Test
    void aMessageIsOneShortLine() {
        assertThat(PlainText.abbreviate("<p>one</p><p>two</p>")).isEqualTo("one two");
        assertThat(PlainText.abbreviate("word ".repeat(50))).hasSize(80).endsWith("…");
    }

    /** Four times the text may cost four times the work, and never sixteen times. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "&",
                "<!--",
                "<script",
                "<script>",
                "<a href=\"",
                "<p><b>",
                "<div>",
                "</p>",
                "<table><b>",
                "<b><div></b>",
                "<x a=1 ",
                "<!--<script>",
                " \n",
                "&uuml"
            })
    void workGrowsNoFasterThanTheText(String piece) {
        nanoseconds(piece, 25_000); // warms up

        long quarter = nanoseconds(piece, 25_000);
        long whole = nanoseconds(piece, 100_000);
        long megabyte = nanoseconds(piece, 1_000_000);

        assertThat(whole).isLessThan(10 * Math.max(quarter, FLOOR));
        assertThat(megabyte).isLessThan(10 * Math.max(whole, FLOOR));
    }

    private static long nanoseconds(String piece, int characters) {
        String text = piece.repeat(characters / piece.length());
        long before = THREADS.getCurrentThreadCpuTime();
        PlainText.of(text);
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
