package dev.framewatch.desk.alert.send;

import dev.framewatch.page.PageTemplate;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices as HTML and as plain text, for mail and feed readers, which know little of style sheets.
 */
final class AlertHtml {
    private AlertHtml() {}

    /**
     * A notice as the templates show it.
     *
     * @param image the address of its picture, or null
     * @param quote the lines of what somebody wrote
     * @param page the address of a page about it, or null
     * @param invitation what the link to the page says
     * @param caution what to keep in mind; may be empty
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
                    page == null ? "" : ChatText.opening(page),
                    notice.caution());
        }
    }

    /** Several notices in one mail. */
    record Mail(List<Section> sections) {}

    /** Returns a page of one or several. */
    static String page(List<Section> sections) {
        return new PageTemplate(AlertHtml.class, "mail").part(new Mail(sections));
    }

    /** Returns a notice as part of a page, without a picture. */
    static String section(AlertView notice) {
        return new PageTemplate(AlertHtml.class, "notice").part(Section.of(notice, null));
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
