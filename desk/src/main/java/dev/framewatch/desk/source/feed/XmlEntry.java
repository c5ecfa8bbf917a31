package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/** Reads one {@code item} of RSS or {@code entry} of Atom, with the usual extensions. */
final class XmlEntry {
    static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String ATOM_03 = "http://purl.org/atom/ns#";
    private static final int MAX_ENCLOSURES = 200;
    private static final int MAX_TAGS = 200;
    private static final List<String> DATES =
            List.of("pubDate", "published", "issued", "date", "updated", "modified", "created");

    private final Element element;
    private final Element feed;
    private final FeedEntries entries;
    private final MediaRss media;

    /**
     * @param feed root element of the feed
     */
    XmlEntry(Element element, Element feed, FeedEntries entries) {
        this.element = element;
        this.feed = feed;
        this.entries = entries;
        this.media = new MediaRss(element, this);
    }

    FeedEntry read() {
        String title = firstText(List.of(own("title"), media.titles(), any(ITUNES, "title")));
        return new FeedEntry(
                id(),
                page(),
                author(),
                title,
                firstText(
                        List.of(
                                own("description"),
                                own("summary"),
                                any(CONTENT, "encoded"),
                                own("content"),
                                media.descriptions())),
                tags(),
                date(title),
                media.views(),
                enclosures(),
                new XMLOutputter().outputString(element));
    }

    private String id() {
        String id = firstText(List.of(own("guid"), own("id")));
        String about = element.getAttributeValue("about", Namespace.getNamespace(RDF), "");
        return id.isBlank() ? about : id;
    }

    private @Nullable URI page() {
        List<Element> links =
                Stream.concat(own("link"), atomLinks()).limit(MAX_ENCLOSURES).toList();
        Stream<Element> texts = links.stream().filter(link -> !link.getTextTrim().isEmpty());
        Stream<Element> alternates =
                links.stream()
                        .filter(link -> rel(link).equals("alternate"))
                        .sorted((a, b) -> Boolean.compare(isHtml(b), isHtml(a)));
        return Stream.of(
                        texts.map(link -> resolve(link.getTextTrim(), link)),
                        alternates.map(link -> resolve(link.getAttributeValue("href"), link)),
                        own("guid").map(this::permalink),
                        own("content")
                                .filter(XmlEntry::isHtml)
                                .map(content -> resolve(content.getAttributeValue("src"), content)))
                .flatMap(candidates -> candidates)
                .<URI>mapMulti((url, found) -> {
                    if (url != null) {
                        found.accept(url);
                    }
                })
                .findFirst()
                .orElseGet(media::player);
    }

    private @Nullable URI permalink(Element guid) {
        boolean permanent = !guid.getAttributeValue("isPermaLink", "true").equals("false");
        String text = guid.getTextTrim();
        return permanent && text.matches("(?i)https?://.*") ? resolve(text, guid) : null;
    }

    private static boolean isHtml(Element link) {
        String type = link.getAttributeValue("type", "");
        return type.isEmpty() || type.contains("html");
    }

    private static String rel(Element link) {
        return link.getAttributeValue("rel", "alternate").strip();
    }

    private Stream<Element> atomLinks() {
        return isAtom(element.getNamespaceURI())
                ? Stream.empty()
                : element.getChildren().stream()
                        .filter(child ->
                                child.getName().equals("link") && isAtom(child.getNamespaceURI()));
    }

    private static boolean isAtom(String namespace) {
        return namespace.equals(ATOM) || namespace.equals(ATOM_03);
    }

    private String author() {
        Stream<Element> named =
                Stream.of(element, feed)
                        .flatMap(parent -> parent.getChildren().stream())
                        .filter(child -> child.getName().equals("author"))
                        .flatMap(author -> author.getChildren().stream())
                        .filter(child -> child.getName().equals("name"));
        Stream<Element> plain = own("author").filter(author -> author.getChildren().isEmpty());
        return firstText(List.of(plain, any(DUBLIN_CORE, "creator"), any(ITUNES, "author"), named));
    }

    private List<String> tags() {
        return Stream.concat(own("category"), any(DUBLIN_CORE, "subject"))
                .limit(MAX_TAGS)
                .map(tag -> tag.getAttributeValue("term", tag.getTextTrim()))
                .toList();
    }

    private @Nullable Instant date(String title) {
        List<String> written = new ArrayList<>();
        for (String name : DATES) {
            element.getChildren().stream()
                    .filter(child -> child.getName().equals(name))
                    .map(Element::getTextTrim)
                    .filter(text -> !text.isEmpty())
                    .forEach(written::add);
        }
        return entries.date(title, written);
    }

    private List<Enclosure> enclosures() {
        PodcastMedia podcast = new PodcastMedia(element, this);
        String group = podcast.group();
        List<Enclosure> enclosures = new ArrayList<>();
        own("enclosure")
                .limit(MAX_ENCLOSURES)
                .forEach(one -> enclosure(one, "url", group, enclosures));
        Stream.concat(own("link"), atomLinks())
                .filter(link -> rel(link).equals("enclosure"))
                .limit(MAX_ENCLOSURES)
                .forEach(link -> enclosure(link, "href", "", enclosures));
        own("content")
                .filter(content -> !isHtml(content))
                .forEach(content -> enclosure(content, "src", "", enclosures));
        enclosures.addAll(podcast.enclosures());
        enclosures.addAll(media.enclosures());
        return enclosures.size() <= MAX_ENCLOSURES
                ? enclosures
                : enclosures.subList(0, MAX_ENCLOSURES);
    }

    private void enclosure(
            Element holder, String attribute, String group, List<Enclosure> enclosures) {
        URI url = resolve(holder.getAttributeValue(attribute), holder);
        if (url != null) {
            String type = holder.getAttributeValue("type", "");
            enclosures.add(new Enclosure(url, type, number(holder, "length"), 0, 0, group));
        }
    }

    /** Resolves a URL of an element against its {@code xml:base}. */
    @Nullable URI resolve(@Nullable String text, Element holder) {
        if (text == null || text.isBlank()) {
            return null;
        }
        List<String> bases = new ArrayList<>();
        for (Element at = holder; at != null; at = at.getParentElement()) {
            String base = at.getAttributeValue("base", Namespace.XML_NAMESPACE, "");
            if (!base.isBlank()) {
                bases.add(base);
            }
        }
        return entries.resolve(text, bases.reversed());
    }

    /** Returns a number of an attribute; 0 if it is none. */
    static long number(Element holder, String attribute) {
        String text = holder.getAttributeValue(attribute, "").strip();
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    /** Returns the children of the feed's own format, not those of an extension. */
    private Stream<Element> own(String name) {
        return element.getChildren().stream()
                .filter(child -> child.getName().equals(name))
                .filter(child ->
                        child.getNamespaceURI().isEmpty()
                                || child.getNamespace().equals(element.getNamespace()));
    }

    private Stream<Element> any(String namespace, String name) {
        return element.getChildren().stream()
                .filter(child ->
                        child.getName().equals(name) && child.getNamespaceURI().equals(namespace));
    }

    private static String firstText(List<Stream<Element>> candidates) {
        return candidates.stream()
                .flatMap(elements -> elements)
                .map(XmlEntry::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Returns the text of an element: escaped, inline markup, or the base64 of Atom 0.3. */
    private static String text(Element holder) {
        if (holder.getAttributeValue("mode", "").equals("base64")) {
            return decoded(holder.getText()).orElse("");
        }
        return holder.getChildren().isEmpty()
                ? holder.getText()
                : new XMLOutputter().outputElementContentString(holder);
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] text = Base64.getMimeDecoder().decode(base64);
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
