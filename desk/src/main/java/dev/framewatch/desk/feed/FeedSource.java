package dev.framewatch.desk.feed;

import dev.framewatch.desk.http.AddressRefused;
import dev.framewatch.desk.http.Answer;
import dev.framewatch.desk.http.AnswerTooLarge;
import dev.framewatch.desk.http.ShownAddress;
import dev.framewatch.desk.http.Web;
import dev.framewatch.desk.http.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RSS 0.9 to 2.0, Atom, or JSON Feed 1.1. A feed that has not changed since it was read last is not
 * sent again where its server can tell, and brings nothing new.
 */
final class FeedSource implements Source {
    /** Larger feeds are refused. */
    static final long MOST_BYTES = 16L << 20;

    private static final String ACCEPTED =
            "application/rss+xml, application/atom+xml, application/feed+json,"
                    + " application/xml;q=0.9, application/json;q=0.9, */*;q=0.5";
    private static final Pattern LINK = Pattern.compile("(?is)<link\\b[^>]*>");
    private static final Pattern FEED_TYPE =
            Pattern.compile("(?is).*\\btype\\s*=\\s*[\"']?application/(?:rss|atom|feed)\\+.*");
    private static final Pattern HREF =
            Pattern.compile("(?is).*\\bhref\\s*=\\s*[\"']([^\"']+)[\"'].*");

    private final URI address;
    private final Web web;

    FeedSource(SourceSettings settings, SourceTools tools) throws SourceFailed {
        this.web = tools.web(settings);
        try {
            this.address = WebAddress.of(settings.place());
        } catch (AddressRefused e) {
            throw new SourceFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Batch poll(String cursor) throws SourceFailed {
        FeedCursor before = FeedCursor.parse(cursor);
        Answer answer = ask(before);
        if (answer.status() == 304) {
            return Batch.unchanged(cursor);
        }
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
        FeedCursor after = FeedCursor.of(answer);
        if (after.digest().equals(before.digest())) {
            return Batch.unchanged(after.text());
        }
        Entries entries = read(answer);
        return new Batch(entries.posts(), after.text(), entries.notes());
    }

    private Answer ask(FeedCursor before) throws SourceFailed {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", ACCEPTED);
        headers.putAll(before.conditions());
        try {
            return web.get(address, headers, MOST_BYTES);
        } catch (AnswerTooLarge e) {
            throw new SourceFailed(
                    "the feed %s is larger than %d MB"
                            .formatted(ShownAddress.of(address), MOST_BYTES >> 20),
                    e);
        } catch (IOException e) {
            throw new SourceFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static SourceFailed refusal(Answer answer) {
        String reason =
                switch (answer.status()) {
                    case 401, 403 -> ": it does not let us in";
                    case 404 -> ": there is no feed at this address";
                    case 410 -> ": the feed is gone for good; remove this source";
                    case 429 -> ": it wants to be asked less often";
                    default -> answer.status() >= 500 ? ": its server is in trouble" : "";
                };
        if (answer.isGone()) {
            return SourceFailed.forGood(answer.shown() + reason, null);
        }
        return new SourceFailed(answer.shown() + reason, answer.retryAfter().orElse(null), null);
    }

    private Entries read(Answer answer) throws SourceFailed {
        Entries entries = new Entries(address, answer.address());
        int start = firstLetter(answer.body());
        if (start == '{' || start == '[') {
            new JsonFeed(entries).read(answer.body());
        } else if (start == '<') {
            String page = beginning(answer);
            if (page.startsWith("<!doctype html") || page.startsWith("<html")) {
                throw notAFeed(answer);
            }
            new XmlFeed(entries).read(answer.body(), answer.header("content-type").orElse(null));
        } else {
            throw new SourceFailed(
                    ShownAddress.of(answer.address())
                            + (start < 0 ? " answers with nothing" : " answers with no feed"));
        }
        return entries;
    }

    /** Byte order marks, blanks and the zeros of UTF-16 do not count; -1 where nothing is left. */
    private static int firstLetter(byte[] body) {
        for (byte octet : body) {
            if (octet > ' ') {
                return octet;
            }
        }
        return -1;
    }

    private static String beginning(Answer answer) {
        String text = answer.text();
        String first = text.substring(0, Math.min(2000, text.length()));
        return first.replaceFirst("^[^<]*(?s:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*", "")
                .toLowerCase(Locale.ROOT);
    }

    private static SourceFailed notAFeed(Answer answer) {
        String sentence = ShownAddress.of(answer.address()) + " answers with a page, not a feed";
        Matcher links = LINK.matcher(answer.text());
        while (links.find()) {
            Matcher href = HREF.matcher(links.group());
            if (FEED_TYPE.matcher(links.group()).matches() && href.matches()) {
                try {
                    URI feed = WebAddress.of(href.group(1), answer.address());
                    return new SourceFailed(sentence + "; it names " + ShownAddress.of(feed));
                } catch (AddressRefused e) {
                    break;
                }
            }
        }
        return new SourceFailed(sentence);
    }
}
