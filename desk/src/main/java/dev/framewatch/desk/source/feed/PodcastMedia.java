package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;

/**
 * Reads {@code podcast:alternateEnclosure} (Podcasting 2.0): other versions of an item's enclosure,
 * such as the video of what the enclosure offers as sound.
 */
record PodcastMedia(Element item, XmlEntry entry) {
    static final String NAMESPACE = "https://podcastindex.org/namespace/1.0";

    /** Name of the versions of the item's enclosure. */
    private static final String GROUP = "enclosure";

    private static final int MAX_VERSIONS = 100;
    private static final String TORRENT = "application/x-bittorrent";

    /** Returns the group of the item's enclosure; empty if it has no other versions. */
    String group() {
        return versions().isEmpty() ? "" : GROUP;
    }

    List<Enclosure> enclosures() {
        List<Enclosure> enclosures = new ArrayList<>();
        for (Element version : versions()) {
            String type = version.getAttributeValue("type", "");
            long height = XmlEntry.number(version, "height");
            long width = height * 16 / 9; // not stated
            for (Element source : version.getChildren()) {
                String contentType = source.getAttributeValue("contentType", type);
                String written = source.getAttributeValue("uri", "");
                if (source.getName().equals("source")
                        && !contentType.equals(TORRENT)
                        && written.matches("(?i)https?:.*|[^:]*")) {
                    URI url = entry.resolve(written, source);
                    if (url != null) {
                        long bytes = XmlEntry.number(version, "length");
                        enclosures.add(
                                new Enclosure(url, contentType, bytes, width, height, GROUP));
                    }
                }
            }
        }
        return enclosures;
    }

    private List<Element> versions() {
        return item.getChildren().stream()
                .filter(child ->
                        child.getName().equals("alternateEnclosure")
                                && child.getNamespaceURI().contains("podcast"))
                .limit(MAX_VERSIONS)
                .toList();
    }
}
