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
 * Reads RSS 0.9 to 2.0 and Atom, with enclosures and Media RSS. Document types are refused, and
 * with them entities of a feed's own and files that they name.
 */
final class XmlFeed {
    /** RSS 0.91 asked for it, and it says nothing. */
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
            List<SyndEntry> found = feed.getEntries();
            boolean paired = elements.size() == found.size();
            for (int i = 0; i < found.size() && !entries.isFull(); i++) {
                entries.add(entry(found.get(i), paired ? elements.get(i) : new Element("entry")));
            }
        } catch (JDOMParseException e) {
            throw new SourceException(parseError(e), e);
        } catch (FeedException | IllegalArgumentException e) {
            throw new SourceException(entries.feedName() + " answers with XML that is no feed", e);
        } catch (JDOMException | IOException e) {
            throw new SourceException(entries.feedName() + " answers with no XML", e);
        }
    }

    private String parseError(JDOMParseException e) {
        if (String.valueOf(e.getMessage()).contains("DOCTYPE")) {
            return entries.feedName() + " declares a document type, which is refused";
        }
        return "%s is damaged: line %d is not XML".formatted(entries.feedName(), e.getLineNumber());
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
        try (Reader healed = new XmlFixerReader(new StringReader(text))) {
            return builder.build(healed);
        }
    }

    private static List<Element> elements(Document document) {
        List<Element> found = new ArrayList<>();
        for (Element element : document.getRootElement().getDescendants(Filters.element())) {
            if (ENTRY_ELEMENTS.contains(element.getName())
                    && !ENTRY_ELEMENTS.contains(element.getParentElement().getName())) {
                found.add(element);
            }
        }
        return found;
    }

    private FeedEntry entry(SyndEntry entry, Element element) {
        MediaRss media = new MediaRss(element, entries);
        List<Enclosure> attached = new ArrayList<>();
        for (SyndEnclosure enclosure : entry.getEnclosures()) {
            URI address = entries.resolve(enclosure.getUrl());
            if (address != null) {
                attached.add(
                        new Enclosure(
                                address, text(enclosure.getType()), enclosure.getLength(), 0));
            }
        }
        attached.addAll(media.enclosures());
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
                attached,
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
        String written = "";
        for (String name : DATES) {
            for (Element child : element.getChildren()) {
                if (child.getName().equals(name) && !child.getTextTrim().isEmpty()) {
                    written = child.getTextTrim();
                    Optional<Instant> date = FeedDate.parse(written);
                    if (date.isPresent()) {
                        return date.get();
                    }
                }
            }
        }
        Date guessed = entry.getPublishedDate();
        if (guessed == null && !written.isEmpty()) {
            entries.note(
                    "'%s': its date '%s' cannot be read"
                            .formatted(
                                    PlainText.abbreviate(text(entry.getTitle())),
                                    PlainText.abbreviate(written)));
        }
        return guessed == null ? null : guessed.toInstant();
    }
}
