package dev.framewatch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.TemplateException;
import org.junit.jupiter.api.Test;

class PageTemplateTest {
    private static final String HOSTILE = "\"><script>alert(1)</script>' \u202egpj\u0000";

    private static Page page(String title, String text) {
        return new Page(
                title, "p { margin: 0 }", null, false, output -> output.writeUserContent(text));
    }

    private static String html(Page page) {
        return new PageTemplate(PageTemplate.class, "page").part(page);
    }

    @Test
    void untrustedTextIsEscapedAndInvisibleCharactersAreShown() {
        String html = html(page(HOSTILE, HOSTILE));

        assertThat(html)
                .doesNotContain("<script", "\u202e", "\u0000")
                .contains(
                        "<title>\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;'"
                                + " \u25a1gpj\u25a1</title>");
        assertThat(html.split("\u25a1gpj\u25a1", -1)).hasSize(3);
    }

    @Test
    void withoutAScriptNothingMayRun() {
        assertThat(html(page("a", "b")))
                .startsWith("<!doctype html>")
                .contains(
                        "script-src 'none'", "style-src 'sha256-", "<style>p { margin: 0 }</style>")
                .doesNotContain("unsafe");
    }

    @Test
    void aTemplateThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> new PageTemplate(PageTemplate.class, "nothing").part("model"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nothing.jte");
    }
}
