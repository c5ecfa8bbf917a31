package dev.framewatch.desk.source.feed;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import com.rometools.rome.io.impl.XmlFixerReader;
import dev.framewatch.desk.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.filter.Filters;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/**
 * Parses RSS 0.9 to 2.0 and Atom, with enclosures and Media RSS. Document type declarations are
 * rejected, and with them custom and external entities (XXE).
 */
final class XmlFeed {
    /** The DOCTYPE required by RSS 0.91; it has no effect and is removed. */
    private static final String OLD_DOCTYPE = "<!DOCTYPE\\s+rss\\s[^>\\[]*>";

    private static final String INVALID_XML_CHARS =
            "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]";
    private static final Set<String> ENTRY_ELEMENTS = Set.of("item", "entry");
    private static final List<String> DATES =
            List.of("pubDate", "published", "issued", "date", "updated", "modified", "created");

    private final EntryPosts entries;

    XmlFeed(EntryPosts entries) {
        this.entries = entries;
    }

    void read(byte[] body, @Nullable String contentType) throws SourceException {
        try {
            Document document = parse(text(body, contentType));
            SyndFeed feed = new SyndFeedInput().build(document);
            List<Element> elements = elements(document);
            List<SyndEntry> entryList = feed.getEntries();
            boolean paired = elements.size() == entryList.size();
            for (int i = 0; i < entryList.size() && !entries.isFull(); i++) {
                entries.add(
                        entry(entryList.get(i), paired ? elements.get(i) : new Element("entry")));
            }
        } catch (JDOMParseException e) {
            throw new SourceException(parseError(e), e);
        } catch (FeedException | IllegalArgumentException e) {
            throw new SourceException(entries.feedName() + " returned XML that is not a feed", e);
        } catch (JDOMException | IOException e) {
            throw new SourceException(entries.feedName() + " returned something other than XML", e);
        }
    }

    private String parseError(JDOMParseException e) {
        if (String.valueOf(e.getMessage()).contains("DOCTYPE")) {
            return entries.feedName()
                    + " contains a document type declaration, which is not allowed";
        }
        return "%s is malformed: line %d is not XML"
                .formatted(entries.feedName(), e.getLineNumber());
    }

    private static String text(byte[] body, @Nullable String contentType) throws IOException {
        try (Reader reader =
                new XmlReader(new ByteArrayInputStream(body), contentType, true, "UTF-8")) {
            return reader.readAllAsString()
                    .replaceFirst(OLD_DOCTYPE, "")
                    .replaceAll(INVALID_XML_CHARS, "");
        }
    }

    private static Document parse(String text) throws JDOMException, IOException {
        SAXBuilder builder = new SAXBuilder();
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setExpandEntities(false);
        try (Reader repaired = new XmlFixerReader(new StringReader(text))) {
            return builder.build(repaired);
        }
    }

    private static List<Element> elements(Document document) {
        List<Element> entryList = new ArrayList<>();
        for (Element element : document.getRootElement().getDescendants(Filters.element())) {
            if (ENTRY_ELEMENTS.contains(element.getName())
                    && !ENTRY_ELEMENTS.contains(element.getParentElement().getName())) {
                entryList.add(element);
            }
        }
        return entryList;
    }

    private FeedEntry entry(SyndEntry entry, Element element) {
        MediaRss media = new MediaRss(element, entries);
        List<Enclosure> enclosures = new ArrayList<>();
        for (SyndEnclosure enclosure : entry.getEnclosures()) {
            URI url = entries.resolve(enclosure.getUrl());
            if (url != null) {
                enclosures.add(
                        new Enclosure(url, text(enclosure.getType()), enclosure.getLength(), 0));
            }
        }
        enclosures.addAll(media.enclosures());
        return new FeedEntry(
                text(entry.getUri()),
                page(entry, media),
                text(entry.getAuthor()),
                text(entry.getTitle()),
                text(entry),
                entry.getCategories().stream()
                        .map(SyndCategory::getName)
                        .filter(Objects::nonNull)
                        .toList(),
                date(entry, element),
                media.views(),
                enclosures,
                new XMLOutputter().outputString(element));
    }

    private @Nullable URI page(SyndEntry entry, MediaRss media) {
        URI page = entries.resolve(entry.getLink());
        return page != null ? page : media.player();
    }

    private static String text(SyndEntry entry) {
        SyndContent description = entry.getDescription();
        if (description != null && description.getValue() != null) {
            return description.getValue();
        }
        return entry.getContents().isEmpty() ? "" : text(entry.getContents().get(0).getValue());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private @Nullable Instant date(SyndEntry entry, Element element) {
        String text = "";
        for (String name : DATES) {
            for (Element child : element.getChildren()) {
                if (child.getName().equals(name) && !child.getTextTrim().isEmpty()) {
                    text = child.getTextTrim();
                    Optional<Instant> date = FeedDate.parse(text);
                    if (date.isPresent()) {
                        return date.get();
                    }
                }
            }
        }
        Date fallback = entry.getPublishedDate();
        if (fallback == null && !text.isEmpty()) {
            entries.note(
                    "'%s': unrecognised date '%s'"
                            .formatted(
                                    PlainText.abbreviate(text(entry.getTitle())),
                                    PlainText.abbreviate(text)));
        }
        return fallback == null ? null : fallback.toInstant();
    }
}
