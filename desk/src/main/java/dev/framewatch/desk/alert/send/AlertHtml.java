package dev.framewatch.desk.alert.send;

import dev.framewatch.page.PageTemplate;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders alerts as HTML and plain text, for mail and feed readers with limited CSS support. */
final class AlertHtml {
    private AlertHtml() {}

    /**
     * Model of an alert in the templates.
     *
     * @param image URL of its image, or null
     * @param quote lines of the quoted post
     * @param page URL of the post, or null
     * @param invitation label of the link to the post
     * @param caution caveat; may be empty
     */
    record Section(
            String title,
            @Nullable String image,
            List<AlertView.Fact> facts,
            List<String> quote,
            @Nullable String page,
            String invitation,
            String caution) {
        static Section of(AlertView notice, @Nullable String image) {
            URI page = notice.page();
            return new Section(
                    notice.title(),
                    image,
                    notice.facts(),
                    notice.quote().lines().toList(),
                    page == null ? null : page.toASCIIString(),
                    page == null ? "" : ChatText.linkLabel(page),
                    notice.caution());
        }
    }

    /** Model of an email with several alerts. */
    record Mail(List<Section> sections) {}

    /** Returns a page with one or several alerts. */
    static String page(List<Section> sections) {
        return new PageTemplate(AlertHtml.class, "mail").part(new Mail(sections));
    }

    /** Returns an alert as an HTML fragment without an image. */
    static String section(AlertView notice) {
        return new PageTemplate(AlertHtml.class, "notice").part(Section.of(notice, null));
    }

    /** Returns an alert as plain text. */
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
