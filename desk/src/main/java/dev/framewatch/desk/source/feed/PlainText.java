package dev.framewatch.desk.source.feed;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.parser.TagSet;
import org.jsoup.select.NodeFilter;

/** Converts HTML (or plain text) to plain text. The result is not safe to put into a page. */
public final class PlainText {
    private static final Set<String> HIDDEN =
            Set.of("script", "style", "iframe", "noembed", "noframes", "template");
    private static final Set<String> BLOCKS =
            Set.of(
                    "address",
                    "article",
                    "aside",
                    "blockquote",
                    "body",
                    "br",
                    "center",
                    "dd",
                    "details",
                    "div",
                    "dl",
                    "dt",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "header",
                    "hr",
                    "li",
                    "main",
                    "nav",
                    "ol",
                    "p",
                    "pre",
                    "section",
                    "summary",
                    "table",
                    "title",
                    "tr",
                    "ul");
    private static final Set<String> CELLS = Set.of("td", "th");

    /** More than any caption; what is beyond is not looked at. */
    private static final int MAX_CHARACTERS = 100_000;

    private PlainText() {}

    /**
     * Returns the visible text: without markup, with entities decoded, and with a line break where
     * a block begins or ends. Line breaks of the source are kept, since the text may be plain. Only
     * the first {@value #MAX_CHARACTERS} characters are read.
     */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        String first = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        parser().parseInput(first, "").filter(new VisibleText(shown));
        return shown.toString()
                .replaceAll("[\\p{Cc}&&[^\\n]]|\\h+", " ")
                .replaceAll(" *\\n[ \\n]*", "\n")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /**
     * Returns a parser that takes markup as it stands. A browser's rules would also repair it, by
     * moving elements about, and hostile markup makes that quadratic.
     */
    private static Parser parser() {
        return Parser.xmlParser().settings(ParseSettings.htmlDefault).tagSet(TagSet.Html());
    }

    /** Returns the beginning of a text on one line, for a message. */
    public static String abbreviate(String text) {
        String line = of(text).replace('\n', ' ');
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }

    /** Collects text, and a line break or space where elements separate words. */
    private record VisibleText(StringBuilder shown) implements NodeFilter {
        @Override
        public FilterResult head(Node node, int depth) {
            switch (node) {
                case TextNode text -> shown.append(text.getWholeText());
                case Element element when HIDDEN.contains(element.normalName()) -> {
                    shown.append(' ');
                    return FilterResult.SKIP_ENTIRELY;
                }
                case Element element -> shown.append(separator(element));
                default -> {}
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && !element.normalName().equals("br")) {
                shown.append(separator(element));
            }
            return FilterResult.CONTINUE;
        }

        private static String separator(Element element) {
            if (CELLS.contains(element.normalName())) {
                return " ";
            }
            return BLOCKS.contains(element.normalName()) ? "\n" : "";
        }
    }
}
