package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jdom2.Element;
import org.jdom2.filter.Filters;
import org.jspecify.annotations.Nullable;

/** Reads the Media RSS 1.5 elements of an entry. */
final class MediaRss {
    private static final String NAMESPACE = "http://search.yahoo.com/mrss";
    private static final int MAX_ELEMENTS = 100;

    private final Element entry;
    private final EntryPosts entries;

    MediaRss(Element entry, EntryPosts entries) {
        this.entry = entry;
        this.entries = entries;
    }

    /** Returns every {@code media:content}, grouped or not. */
    List<Enclosure> enclosures() {
        List<Enclosure> enclosures = new ArrayList<>();
        for (Element content : all("content")) {
            URI url = entries.resolve(content.getAttributeValue("url"));
            String type = content.getAttributeValue("type", "");
            if (url != null && !type.contains("flash")) {
                String kind =
                        type.isEmpty() || type.startsWith("application/octet")
                                ? content.getAttributeValue("medium", type)
                                : type;
                long pixels = number(content, "width") * number(content, "height");
                enclosures.add(new Enclosure(url, kind, number(content, "fileSize"), pixels));
            }
        }
        return enclosures;
    }

    /** Returns the page of {@code media:player}. */
    @Nullable URI player() {
        for (Element player : all("player")) {
            return entries.resolve(player.getAttributeValue("url"));
        }
        return null;
    }

    /** Returns the view count of {@code media:statistics}. */
    @Nullable Long views() {
        for (Element statistics : all("statistics")) {
            return statistics.getAttributeValue("views") == null
                    ? null
                    : Long.valueOf(number(statistics, "views"));
        }
        return null;
    }

    private List<Element> all(String name) {
        Predicate<Element> filter =
                element ->
                        element.getName().equals(name)
                                && element.getNamespaceURI().startsWith(NAMESPACE);
        List<Element> elements = new ArrayList<>();
        for (Element element : entry.getDescendants(Filters.element())) {
            if (elements.size() < MAX_ELEMENTS && filter.test(element)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static long number(Element element, String attribute) {
        String text = element.getAttributeValue(attribute, "").strip();
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
