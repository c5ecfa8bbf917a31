package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.source.SourceException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;

/**
 * Parses RSS 0.90 to 2.0 and Atom 0.3 and 1.0. Only what an entry needs is read, so that an invalid
 * field of the channel has no effect. Document type declarations are rejected, and with them custom
 * and external entities (XXE).
 */
final class XmlFeed {
    private static final int MAX_DEPTH = 100;
    private static final String UNLIMITED = "0";

    /** The parser's code for elements nested too deeply; its messages are translated. */
    private static final String TOO_DEEP = "JAXP00010006";

    /** An undeclared prefix in the parser's message: the prefix, then the name that has it. */
    private static final Pattern UNDECLARED =
            Pattern.compile("\"([A-Za-z_][\\w.-]*)\"[^\"]*\"\\1:[\\w.-]+\"");

    private static final Pattern ROOT = Pattern.compile("<[A-Za-z_][^\\s/>]*");
    private static final int MAX_UNDECLARED = 20;

    private static final Map<String, String> USUAL_NAMESPACES =
            Map.of(
                    "media", MediaRss.NAMESPACE,
                    "dc", XmlEntry.DUBLIN_CORE,
                    "content", XmlEntry.CONTENT,
                    "atom", XmlEntry.ATOM,
                    "itunes", XmlEntry.ITUNES,
                    "podcast", PodcastMedia.NAMESPACE,
                    "rdf", XmlEntry.RDF);

    private final FeedEntries entries;

    XmlFeed(FeedEntries entries) {
        this.entries = entries;
    }

    /**
     * Reads a feed.
     *
     * @param text text as {@link XmlText} returns it
     */
    void read(String text) throws SourceException {
        Element root = parse(text);
        for (Element element : elements(root)) {
            if (entries.isFull()) {
                return;
            }
            entries.add(new XmlEntry(element, root, entries).read());
        }
    }

    private Element parse(String text) throws SourceException {
        Set<String> declared = new HashSet<>();
        String document = text;
        while (true) {
            try {
                return builder().build(new StringReader(document)).getRootElement();
            } catch (JDOMParseException e) {
                Matcher prefix = UNDECLARED.matcher(String.valueOf(e.getMessage()));
                if (declared.size() == MAX_UNDECLARED
                        || !prefix.find()
                        || !declared.add(prefix.group(1))) {
                    throw new SourceException(parseError(e), e);
                }
                document = declaring(prefix.group(1), document);
            } catch (IllegalArgumentException e) {
                throw new SourceException(
                        entries.feedName() + " is malformed: it has a name that XML does not allow",
                        e);
            } catch (JDOMException | IOException e) {
                throw new SourceException(
                        entries.feedName() + " returned something other than XML", e);
            }
        }
    }

    private static SAXBuilder builder() {
        SAXBuilder builder = new SAXBuilder();
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setProperty("jdk.xml.maxElementDepth", Integer.toString(MAX_DEPTH));
        // They count every &lt; of escaped HTML; without declarations no entity is any longer.
        builder.setProperty("jdk.xml.maxGeneralEntitySizeLimit", UNLIMITED);
        builder.setProperty("jdk.xml.totalEntitySizeLimit", UNLIMITED);
        builder.setExpandEntities(false);
        return builder;
    }

    /** Declares a namespace prefix in the root element. */
    private static String declaring(String prefix, String document) {
        String namespace = USUAL_NAMESPACES.getOrDefault(prefix, "urn:undeclared:" + prefix);
        return ROOT.matcher(document)
                .replaceFirst(root ->
                        Matcher.quoteReplacement(
                                "%s xmlns:%s=\"%s\"".formatted(root.group(), prefix, namespace)));
    }

    private String parseError(JDOMParseException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("DOCTYPE")) {
            return entries.feedName()
                    + " contains a document type declaration, which is not allowed";
        }
        if (message.contains(TOO_DEEP)) {
            return "%s is nested too deeply: more than %d elements within each other"
                    .formatted(entries.feedName(), MAX_DEPTH);
        }
        return "%s is malformed: line %d is not XML"
                .formatted(entries.feedName(), e.getLineNumber());
    }

    /** Returns the elements of the entries: RSS 0.90 and 1.0 have them beside the channel. */
    private List<Element> elements(Element root) throws SourceException {
        return switch (root.getName().toLowerCase(Locale.ROOT)) {
            case "rss", "rdf" -> {
                List<Element> channels = children(root, "channel");
                List<Element> items = new ArrayList<>();
                channels.forEach(channel -> items.addAll(children(channel, "item")));
                items.addAll(children(root, "item"));
                if (channels.isEmpty() && items.isEmpty()) {
                    throw new SourceException(
                            entries.feedName() + " returned an RSS feed without a channel");
                }
                yield items;
            }
            case "feed" -> children(root, "entry");
            default ->
                    throw new SourceException(
                            entries.feedName() + " returned XML that is not a feed");
        };
    }

    private static List<Element> children(Element parent, String name) {
        return parent.getChildren().stream().filter(child -> child.getName().equals(name)).toList();
    }
}
