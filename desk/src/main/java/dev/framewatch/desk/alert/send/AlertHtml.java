package dev.framewatch.desk.alert.send;

import dev.framewatch.page.Html;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices as HTML and as plain text, for mail and feed readers, which know little of style sheets.
 */
final class AlertHtml {
    private AlertHtml() {}

    /** A page of one or several. */
    static String page(List<String> sections) {
        return """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head>\
        <body style="font: 16px/1.5 sans-serif; max-width: 40rem">%s</body></html>
        """
                .formatted(String.join("<hr>", sections));
    }

    /**
     * @param image the address of its picture; null for none
     */
    static String section(AlertView notice, @Nullable String image) {
        StringBuilder html = new StringBuilder();
        html.append("<h2>").append(Html.text(notice.title())).append("</h2>");
        if (image != null) {
            html.append(
                    "<p><img src=\"%s\" alt=\"the best frame\" style=\"max-width: 100%%\"></p>"
                            .formatted(Html.text(image)));
        }
        html.append("<table>");
        for (AlertView.Fact fact : notice.facts()) {
            html.append(
                    "<tr><th align=\"left\">%s</th><td>%s</td></tr>"
                            .formatted(Html.text(fact.name()), Html.text(fact.value())));
        }
        html.append("</table>");
        if (!notice.quote().isEmpty()) {
            html.append("<blockquote>%s</blockquote>".formatted(lines(notice.quote())));
        }
        URI page = notice.page();
        if (page != null) {
            html.append(
                    "<p><a href=\"%s\" rel=\"noreferrer\">%s</a></p>"
                            .formatted(
                                    Html.text(page.toASCIIString()),
                                    Html.text(ChatText.opening(page))));
        }
        if (!notice.caution().isEmpty()) {
            html.append("<p><strong>%s</strong></p>".formatted(Html.text(notice.caution())));
        }
        return html.toString();
    }

    private static String lines(String text) {
        return text.lines().map(Html::text).collect(Collectors.joining("<br>"));
    }

    /** The same without markup. */
    static String plain(AlertView notice) {
        StringBuilder text = new StringBuilder(notice.title()).append("\n\n");
        for (AlertView.Fact fact : notice.facts()) {
            text.append(fact.name()).append(": ").append(fact.value()).append('\n');
        }
        if (!notice.quote().isEmpty()) {
            text.append('\n');
            notice.quote().lines().forEach(line -> text.append("> ").append(line).append('\n'));
        }
        if (notice.page() != null) {
            text.append('\n').append(notice.page().toASCIIString()).append('\n');
        }
        if (!notice.caution().isEmpty()) {
            text.append('\n').append(notice.caution()).append('\n');
        }
        return text.toString();
    }
}
