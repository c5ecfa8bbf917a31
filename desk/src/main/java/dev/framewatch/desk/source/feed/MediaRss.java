package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.filter.Filters;
import org.jspecify.annotations.Nullable;

/** Reads the Media RSS 1.5 elements of an entry. */
final class MediaRss {
    static final String NAMESPACE = "http://search.yahoo.com/mrss/";

    /** The namespace as it is also found, without the slash. */
    private static final String ANY_NAMESPACE = "http://search.yahoo.com/mrss";

    private static final int MAX_ELEMENTS = 100;

    private final List<Element> elements = new ArrayList<>();
    private final XmlEntry entry;

    MediaRss(Element item, XmlEntry entry) {
        this.entry = entry;
        for (Element element : item.getDescendants(Filters.element())) {
            if (elements.size() < MAX_ELEMENTS
                    && element.getNamespaceURI().startsWith(ANY_NAMESPACE)) {
                elements.add(element);
            }
        }
    }

    /** Returns every {@code media:content}; those in one {@code media:group} are one object. */
    List<Enclosure> enclosures() {
        List<Element> groups = all("group").toList();
        List<Enclosure> enclosures = new ArrayList<>();
        for (Element content : all("content").toList()) {
            URI url = entry.resolve(content.getAttributeValue("url"), content);
            String type = content.getAttributeValue("type", "");
            if (url != null && !type.contains("flash")) {
                String kind =
                        type.isEmpty() || type.startsWith("application/octet")
                                ? content.getAttributeValue("medium", type)
                                : type;
                int group = groups.indexOf(content.getParentElement());
                enclosures.add(
                        new Enclosure(
                                url,
                                kind,
                                XmlEntry.number(content, "fileSize"),
                                XmlEntry.number(content, "width"),
                                XmlEntry.number(content, "height"),
                                group < 0 ? "" : "group " + group));
            }
        }
        return enclosures;
    }

    /** Returns the page of {@code media:player}. */
    @Nullable URI player() {
        return all("player")
                .findFirst()
                .map(player -> entry.resolve(player.getAttributeValue("url"), player))
                .orElse(null);
    }

    Stream<Element> titles() {
        return all("title");
    }

    Stream<Element> descriptions() {
        return all("description");
    }

    /** Returns the view count of {@code media:statistics}. */
    @Nullable Long views() {
        return all("statistics")
                .findFirst()
                .filter(statistics -> statistics.getAttribute("views") != null)
                .map(statistics -> XmlEntry.number(statistics, "views"))
                .orElse(null);
    }

    private Stream<Element> all(String name) {
        return elements.stream().filter(element -> element.getName().equals(name));
    }
}
