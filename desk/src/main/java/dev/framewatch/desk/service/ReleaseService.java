package dev.framewatch.desk.service;

import dev.framewatch.desk.api.ReleaseDto;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.feed.FeedSource;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed in which releases of Framewatch are announced. Nothing but the feed is requested.
 */
public final class ReleaseService {
    private static final Pattern VERSION =
            Pattern.compile(
                    "(?<![\\w.])v?(\\d{1,9}(?:\\.\\d{1,9}){1,3}(?:-[A-Za-z0-9.]{1,40})?)(?!\\w)");

    /** What a version that is no number, such as a build in development, counts as. */
    private static final String BEFORE_ANY = "0";

    private final Home home;
    private final Map<String, String> environment;
    private final Clock clock;

    public ReleaseService(Home home, Map<String, String> environment, Clock clock) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /**
     * Returns the releases that are newer than a version, the newest first.
     *
     * @param feed URL of the feed; it may be private
     * @param version the version in use
     * @throws InvalidFieldException if the URL is invalid
     * @throws UnavailableException if the feed cannot be read at present
     */
    public List<ReleaseDto> newerThan(String version, String feed)
            throws IOException, InterruptedException {
        Version used = Version.parse(version.matches("\\d.*") ? version : BEFORE_ANY);
        Map<Version, ReleaseDto> newer = new TreeMap<>(Comparator.reverseOrder());
        for (Post post : posts(feed)) {
            Version announced = version(post).map(Version::parse).orElse(used);
            if (announced.compareTo(used) > 0) {
                newer.putIfAbsent(
                        announced,
                        new ReleaseDto(announced.toString(), text(post.page()), post.postedAt()));
            }
        }
        return List.copyOf(newer.values());
    }

    private List<Post> posts(String feed) throws IOException, InterruptedException {
        SourceSettings settings =
                new SourceSettings("releases", SourceKind.FEED, feed, Duration.ofDays(1), true);
        try (WebClients clients = WebClients.create(environment, clock)) {
            SourceContext context =
                    new SourceContext(
                            clients.open(), clients.inside(), home.work(), clock, environment);
            return new FeedSource(settings, context).poll("").posts();
        } catch (SourceException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the version that the page or the title of an entry names. */
    private static Optional<String> version(Post post) {
        String page = text(post.page());
        return find(page.substring(page.lastIndexOf('/') + 1))
                .or(() -> find(post.caption().lines().findFirst().orElse("")));
    }

    private static Optional<String> find(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    private static String text(@Nullable URI page) {
        return page == null ? "" : page.toString();
    }
}
