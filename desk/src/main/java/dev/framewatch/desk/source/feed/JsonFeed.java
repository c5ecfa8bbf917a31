package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.source.SourceException;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Parses JSON Feed 1.0 and 1.1. */
final class JsonFeed {
    private final FeedEntries entries;

    JsonFeed(FeedEntries entries) {
        this.entries = entries;
    }

    void read(byte[] body) throws SourceException {
        JsonNode feed;
        try {
            feed = StrictJson.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new SourceException(entries.feedName() + reason(e), e);
        }
        boolean isFeed = text(feed, "version").contains("jsonfeed.org/version/");
        if (!isFeed || !feed.path("items").isArray()) {
            throw new SourceException(
                    entries.feedName() + " returned JSON that is not a JSON Feed");
        }
        for (JsonNode item : feed.path("items")) {
            if (entries.isFull()) {
                return;
            }
            entries.add(entry(item));
        }
    }

    /** Returns why JSON cannot be read; the place is not always known. */
    private static String reason(JacksonException exception) {
        if (exception instanceof StreamConstraintsException) {
            return " exceeds a limit of JSON: it is nested too deeply, or has a number or a name"
                    + " that is too long";
        }
        TokenStreamLocation place = exception.getLocation();
        return place == null
                ? " is malformed: it is not JSON"
                : " is malformed: line %d is not JSON".formatted(place.getLineNr());
    }

    private FeedEntry entry(JsonNode item) {
        URI page = entries.resolve(text(item, "url"));
        String html = text(item, "content_html");
        String plain = text(item, "content_text");
        return new FeedEntry(
                text(item, "id"),
                page != null ? page : entries.resolve(text(item, "external_url")),
                author(item),
                text(item, "title"),
                plain.isEmpty() ? html.isEmpty() ? text(item, "summary") : html : plain,
                texts(item.path("tags")),
                entries.date(text(item, "title"), dates(item)),
                null,
                enclosures(item),
                item.toString());
    }

    private List<Enclosure> enclosures(JsonNode item) {
        List<Enclosure> enclosures = new ArrayList<>();
        for (JsonNode attachment : item.path("attachments")) {
            URI url = entries.resolve(text(attachment, "url"));
            // Attachments with the same title are versions of each other (JSON Feed 1.1).
            String title = text(attachment, "title");
            if (url != null) {
                enclosures.add(
                        new Enclosure(
                                url,
                                text(attachment, "mime_type"),
                                Math.max(0, attachment.path("size_in_bytes").asLong(0)),
                                0,
                                0,
                                title.isBlank() ? "" : "title " + title));
            }
        }
        for (String field : List.of("image", "banner_image")) {
            URI url = entries.resolve(text(item, field));
            if (url != null) {
                enclosures.add(new Enclosure(url, "image", 0, 0, 0, "illustration"));
            }
        }
        return enclosures;
    }

    private static String author(JsonNode item) {
        JsonNode author =
                item.path("authors").isEmpty() ? item.path("author") : item.path("authors").path(0);
        return text(author, "name");
    }

    private static List<String> dates(JsonNode item) {
        return Stream.of("date_published", "date_modified")
                .map(field -> text(item, field))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list) {
            texts.add(value.asString(""));
        }
        return texts;
    }

    /** Returns a string field; accepts numbers, which some feeds use as ids. */
    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }
}
