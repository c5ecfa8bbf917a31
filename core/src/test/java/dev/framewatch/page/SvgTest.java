package dev.framewatch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SvgTest {
    @Test
    void elementsStandInTheOrderInWhichTheyWereAdded() {
        String drawing =
                new Svg()
                        .element("rect", "width", 12, "height", 3.26)
                        .group("g", new Svg().text("text", "one", "x", 1.0), "class", "marks")
                        .drawing(20, 10, "role", "img")
                        .markup();

        assertThat(drawing)
                .isEqualTo(
                        """
                        <svg viewBox="0 0 20 10" role="img">
                        <rect width="12" height="3.3"/>
                        <g class="marks">
                        <text x="1">one</text>
                        </g>
                        </svg>\
                        """);
    }

    @Test
    void textsAndAttributesAreEscaped() {
        assertThat(
                        new Svg()
                                .text("title", "<b>\" & '", "class", "\"><script>")
                                .drawing(1, 1)
                                .markup())
                .contains("class=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&quot; &amp; &#39;</title>");
    }

    @Test
    void coordinatesMustBeFinite() {
        assertThatThrownBy(() -> new Svg().element("circle", "r", Double.NaN))
                .hasMessageContaining("NaN");
    }
}
