package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TrendChartTest {
    private static final Instant FIRST = Instant.parse("2026-02-27T23:30:00Z");

    private static List<TimeBucket> days(int... sightings) {
        List<TimeBucket> days = new ArrayList<>();
        for (int i = 0; i < sightings.length; i++) {
            Instant from = FIRST.plus(Duration.ofDays(i));
            days.add(new TimeBucket(from, new Counts(50, sightings[i]), 1, 4, 70));
        }
        return days;
    }

    private static Document chart(ZoneId zone, String target, List<TimeBucket> days)
            throws Exception {
        String svg = new TrendChart(zone).svg(target, days);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    /** Returns the bars, without the background rectangle. */
    private static List<Element> bars(Document chart) {
        List<Element> bars = elements(chart, "rect");
        return bars.subList(1, bars.size());
    }

    private static List<Element> elements(Document chart, String name) {
        NodeList found = chart.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<String> texts(Document chart) {
        return elements(chart, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void aBarIsAsHighAsItsShareOfTheMostSightings() throws Exception {
        List<Element> bars = bars(chart(ZoneOffset.UTC, "harbour", days(0, 5, 20)));

        double highest = number(bars.get(2), "height");
        assertThat(highest).isPositive();
        assertThat(number(bars.get(1), "height")).isEqualTo(highest / 4);
        assertThat(number(bars.get(0), "height")).isZero();
    }

    @Test
    void aDayWithoutPostsIsAGapAndNotAZero() throws Exception {
        List<TimeBucket> days = new ArrayList<>(days(1, 0, 2));
        days.set(0, new TimeBucket(FIRST, new Counts(0, 0), 0, 0, 0));

        List<Element> bars = bars(chart(ZoneOffset.UTC, "harbour", days));

        assertThat(bars)
                .extracting(bar -> bar.getAttribute("class"))
                .containsExactly("gap", "bar", "bar");
        assertThat(bars.getFirst().getTextContent()).contains("27 Feb: no posts analysed");
    }

    @Test
    void itHasADarkStyleForThoseWhoPreferIt() throws Exception {
        Document chart = chart(ZoneOffset.UTC, "harbour", days(1));

        String style = elements(chart, "style").getFirst().getTextContent();
        assertThat(style).startsWith("@media (prefers-color-scheme: dark)");
        for (String coloured : List.of("page", "words", "bar")) {
            assertThat(style).contains("." + coloured + " {");
            assertThat(new TrendChart(ZoneOffset.UTC).svg("harbour", days(1)))
                    .contains("class=\"" + coloured + "\"");
        }
    }

    @Test
    void barsStandOnOneLineSideBySideWithinThePicture() throws Exception {
        Document chart = chart(ZoneOffset.UTC, "harbour", days(3, 1, 4, 1, 5, 9, 2, 6));
        Element line = elements(chart, "line").getFirst();
        double end = number(line, "x1");

        for (Element bar : bars(chart)) {
            assertThat(number(bar, "y") + number(bar, "height")).isEqualTo(number(line, "y1"));
            assertThat(number(bar, "y")).isGreaterThanOrEqualTo(30);
            assertThat(number(bar, "x")).isGreaterThanOrEqualTo(end);
            end = number(bar, "x") + number(bar, "width");
        }
        assertThat(end).isBetween(650.0, number(line, "x2"));
    }

    @Test
    void theScaleGoesFromNoughtToTheMostAndIsNamedByTheTarget() throws Exception {
        assertThat(texts(chart(ZoneOffset.UTC, "harbour", days(2, 17))))
                .startsWith("Sightings of harbour", "17", "0");
        assertThat(texts(chart(ZoneOffset.UTC, "harbour", days(0, 0)))).contains("1", "0");
        assertThat(texts(chart(ZoneOffset.UTC, "harbour", List.of()))).contains("1", "0");
    }

    @Test
    void aBarHasItsFiguresAndItsDayInTheReadersTimeZone() throws Exception {
        assertThat(
                        bars(chart(ZoneOffset.UTC, "harbour", days(7)))
                                .getFirst()
                                .getTextContent()
                                .strip())
                .isEqualTo("27 Feb: 7 of 50 posts, 4 authors, 70 views");
        assertThat(
                        bars(chart(ZoneOffset.ofHours(1), "harbour", days(7)))
                                .getFirst()
                                .getTextContent()
                                .strip())
                .startsWith("28 Feb");
    }

    @Test
    void atMostAboutAnEighthOfManyDaysIsNamed() throws Exception {
        List<String> few = texts(chart(ZoneOffset.UTC, "harbour", days(1, 1, 1)));
        List<String> many = texts(chart(ZoneOffset.UTC, "harbour", days(new int[32])));

        assertThat(few).endsWith("27 Feb", "28 Feb", "1 Mar");
        assertThat(many).filteredOn(text -> text.contains(" Mar")).hasSize(7);
    }

    @Test
    void aNameOfATargetIsTextNotMarkup() throws Exception {
        assertThat(texts(chart(ZoneOffset.UTC, "<b>&\"", days(1))))
                .startsWith("Sightings of <b>&\"");
    }
}
