package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.ResponseTooLargeException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.source.SourceSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An RSS 0.90 to 2.0, Atom 0.3 or 1.0, or JSON Feed 1.1 feed. Uses conditional requests, so that an
 * unchanged feed is not transferred again if the server supports it.
 */
public final class FeedSource implements Source {
    /** Maximum size of a feed in bytes. */
    static final long MAX_BYTES = 16L << 20;

    private static final String ACCEPTED =
            "application/rss+xml, application/atom+xml, application/feed+json,"
                    + " application/xml;q=0.9, application/json;q=0.9, */*;q=0.5";
    private static final Pattern LINK = Pattern.compile("(?is)<link\\b[^>]{0,2000}>");
    private static final Pattern FEED_TYPE =
            Pattern.compile("(?is).*\\btype\\s*=\\s*[\"']?application/(?:rss|atom|feed)\\+.*");
    private static final Pattern HREF =
            Pattern.compile("(?is).*\\bhref\\s*=\\s*[\"']([^\"']+)[\"'].*");

    private final String name;
    private final URI url;
    private final WebClient web;

    public FeedSource(SourceSettings settings, SourceContext context) throws SourceException {
        this.name = settings.name();
        this.web = context.web(settings);
        try {
            this.url = UrlParser.of(settings.place());
        } catch (AddressBlockedException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Batch poll(String cursor) throws SourceException {
        FeedCursor previous = FeedCursor.parse(cursor);
        WebResponse response = request(previous);
        if (response.status() == 304) {
            return Batch.unchanged(cursor);
        }
        if (!response.isSuccess()) {
            throw failure(response);
        }
        String scope = previous.scope().isEmpty() ? name : previous.scope();
        FeedCursor current = FeedCursor.of(scope, response);
        if (current.digest().equals(previous.digest())) {
            return Batch.unchanged(current.withEntriesOf(previous).serialize());
        }
        FeedEntries entries = read(response);
        EntryPosts posts = new EntryPosts(entries, url.getHost(), scope, previous);
        return new Batch(
                        posts.posts(),
                        posts.next(current).serialize(),
                        entries.notes(),
                        posts.count(),
                        Duration.ZERO)
                .withResponses(List.of(SourceResponse.of(response, posts.keys())));
    }

    private WebResponse request(FeedCursor previous) throws SourceException {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", ACCEPTED);
        headers.putAll(previous.requestHeaders());
        try {
            return web.get(url, headers, MAX_BYTES);
        } catch (ResponseTooLargeException e) {
            throw new SourceException(
                    "feed %s is larger than %d MB".formatted(RedactedUrl.of(url), MAX_BYTES >> 20),
                    e);
        } catch (IOException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static SourceException failure(WebResponse response) {
        String reason =
                switch (response.status()) {
                    case 401, 403 -> ": access denied";
                    case 404 -> ": no feed at this URL";
                    case 410 -> ": the feed was removed permanently; remove this source";
                    case 429 -> ": too many requests";
                    default -> response.status() >= 500 ? ": server error" : "";
                };
        if (response.isGone()) {
            return SourceException.permanent(response.summary() + reason, null);
        }
        return new SourceException(
                response.summary() + reason, response.retryAfter().orElse(null), null);
    }

    private static FeedEntries read(WebResponse response) throws SourceException {
        FeedEntries entries = new FeedEntries(response.url());
        int first = firstSignificantByte(response.body());
        if (first == '{' || first == '[') {
            new JsonFeed(entries).read(response.body());
        } else if (first == '<') {
            String text = XmlText.of(response.body(), response.header("content-type").orElse(null));
            if (isWebPage(text)) {
                throw notAFeed(response);
            }
            new XmlFeed(entries).read(text);
        } else {
            throw new SourceException(
                    RedactedUrl.of(response.url())
                            + (first < 0
                                    ? " returned an empty response"
                                    : " returned something other than a feed"));
        }
        return entries;
    }

    /**
     * Returns the first significant byte, skipping byte order marks, blanks and the zeros of
     * UTF-16; -1 if there is none.
     */
    private static int firstSignificantByte(byte[] body) {
        for (byte octet : body) {
            if (octet > ' ') {
                return octet;
            }
        }
        return -1;
    }

    private static boolean isWebPage(String text) {
        String first = text.substring(0, Math.min(2000, text.length()));
        String root = first.replaceFirst("^(?:\\s+|<\\?(?s:.*?)\\?>|<!--(?s:.*?)-->)*+", "");
        String lower = root.toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html");
    }

    private static SourceException notAFeed(WebResponse response) {
        String message = RedactedUrl.of(response.url()) + " returned a web page, not a feed";
        Matcher links = LINK.matcher(response.text());
        while (links.find()) {
            Matcher href = HREF.matcher(links.group());
            if (FEED_TYPE.matcher(links.group()).matches() && href.matches()) {
                try {
                    URI feed = UrlParser.of(href.group(1), response.url());
                    return new SourceException(
                            message + "; it links to the feed " + RedactedUrl.of(feed));
                } catch (AddressBlockedException e) {
                    break;
                }
            }
        }
        return new SourceException(message);
    }
}
