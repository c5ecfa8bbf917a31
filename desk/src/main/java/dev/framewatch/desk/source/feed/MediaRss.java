package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jdom2.Element;
import org.jdom2.filter.Filters;
import org.jspecify.annotations.Nullable;

/** What an entry says in the namespace of Media RSS 1.5. */
final class MediaRss {
    private static final String NAMESPACE = "http://search.yahoo.com/mrss";
    private static final int MAX_ELEMENTS = 100;

    private final Element entry;
    private final EntryPosts entries;

    MediaRss(Element entry, EntryPosts entries) {
        this.entry = entry;
        this.entries = entries;
    }

    /** Every {@code media:content}, within a group or not. */
    List<Enclosure> enclosures() {
        List<Enclosure> attached = new ArrayList<>();
        for (Element content : all("content")) {
            URI address = entries.resolve(content.getAttributeValue("url"));
            String type = content.getAttributeValue("type", "");
            if (address != null && !type.contains("flash")) {
                String kind =
                        type.isEmpty() || type.startsWith("application/octet")
                                ? content.getAttributeValue("medium", type)
                                : type;
                long pixels = number(content, "width") * number(content, "height");
                attached.add(new Enclosure(address, kind, number(content, "fileSize"), pixels));
            }
        }
        return attached;
    }

    /** The page of {@code media:player}. */
    @Nullable URI player() {
        for (Element player : all("player")) {
            return entries.resolve(player.getAttributeValue("url"));
        }
        return null;
    }

    /** The views of {@code media:statistics}. */
    @Nullable Long views() {
        for (Element statistics : all("statistics")) {
            return statistics.getAttributeValue("views") == null
                    ? null
                    : Long.valueOf(number(statistics, "views"));
        }
        return null;
    }

    private List<Element> all(String name) {
        Predicate<Element> wanted =
                element ->
                        element.getName().equals(name)
                                && element.getNamespaceURI().startsWith(NAMESPACE);
        List<Element> found = new ArrayList<>();
        for (Element element : entry.getDescendants(Filters.element())) {
            if (found.size() < MAX_ELEMENTS && wanted.test(element)) {
                found.add(element);
            }
        }
        return found;
    }

    private static long number(Element element, String attribute) {
        String text = element.getAttributeValue(attribute, "").strip();
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
