package dev.framewatch.desk.source.tiktok;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.tiktok.ResearchApi.ApiException;
import dev.framewatch.desk.source.tiktok.ResearchApi.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * TikTok's Research API, which says what was posted but brings no videos: those are on the page. A
 * search that is longer than a poll, or than the day's quota, goes on from its cursor.
 */
public final class TikTokResearchSource implements Source {
    private final ResearchQuery query;
    private final ResearchApi api;
    private final Clock clock;

    /** Requests that were made while no cursor came of them. */
    private int usedRequests;

    private LocalDate day = LocalDate.MIN;

    private TikTokResearchSource(ResearchQuery wanted, ResearchApi api, Clock clock) {
        this.query = wanted;
        this.api = api;
        this.clock = clock;
    }

    public static TikTokResearchSource open(SourceSettings settings, SourceContext tools)
            throws SourceException {
        ResearchQuery wanted =
                ResearchQueryReader.read(
                        Path.of(settings.place()), tools.environment(), settings.allowPrivate());
        ResearchApi api = new ResearchApi(wanted, tools.web(settings), tools.clock());
        return new TikTokResearchSource(wanted, api, tools.clock());
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ResearchCursor at =
                ResearchCursor.parse(cursor, today, query.days()).forDay(today, query.days());
        if (!day.equals(today)) {
            day = today;
            usedRequests = 0;
        }
        usedRequests = Math.max(usedRequests, at.usedRequests());
        Map<String, Post> posts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        while (!at.isDone() && posts.size() < query.maxPosts()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (usedRequests >= query.quota()) {
                notes.add(
                        "the quota of %d requests a day is used up; it goes on after midnight UTC"
                                .formatted(query.quota()));
                break;
            }
            try {
                at = step(at, posts, notes);
            } catch (SourceException e) {
                if (posts.isEmpty()) {
                    throw e;
                }
                notes.add(e.getMessage() + "; it goes on from there");
                break;
            }
        }
        return new Batch(
                List.copyOf(posts.values()), at.atLeastUsed(usedRequests).serialize(), notes);
    }

    private ResearchCursor step(ResearchCursor at, Map<String, Post> posts, List<String> notes)
            throws SourceException {
        Page page;
        try {
            page = page(at);
        } catch (ApiException e) {
            if (e.code().equals("invalid_params") && !at.searchId().isEmpty()) {
                notes.add("TikTok has forgotten the search; its days are asked for again");
                return at.next(0, "");
            }
            throw api.failure(e);
        }
        for (JsonNode video : page.videos()) {
            Post post = post(video);
            if (post == null) {
                notes.add("a video without an id was left out");
            } else {
                posts.putIfAbsent(post.key(), post);
            }
        }
        if (page.hasMore() && page.cursor() > at.offset()) {
            return at.next(page.cursor(), page.searchId());
        }
        if (page.hasMore()) {
            notes.add("TikTok says there is more from %s on but not where".formatted(at.from()));
        }
        return at.earlier();
    }

    /** A token may end before its time: a new one is fetched, once. */
    private Page page(ResearchCursor at) throws ApiException, SourceException {
        usedRequests++;
        try {
            return api.page(at);
        } catch (ApiException e) {
            if (!e.code().equals("access_token_invalid") || usedRequests >= query.quota()) {
                throw e;
            }
            api.discardToken();
            usedRequests++;
            return api.page(at);
        }
    }

    private static @Nullable Post post(JsonNode video) {
        String id = video.path("id").asString("");
        if (!id.matches("\\d{1,30}")) {
            return null;
        }
        String user = video.path("username").asString("");
        String inAddress = user.matches("[\\w.-]+") ? user : "";
        URI page = URI.create("https://www.tiktok.com/@" + inAddress + "/video/" + id);
        List<String> hashtags = new ArrayList<>();
        video.path("hashtag_names").forEach(name -> hashtags.add(name.asString("")));
        hashtags.removeIf(String::isBlank);
        return new Post(
                "tiktok",
                id,
                page,
                new Post.Author(user, user),
                video.path("video_description").asString(""),
                hashtags,
                postedAt(video.path("create_time")),
                new Post.Counters(
                        count(video, "view_count"),
                        count(video, "like_count"),
                        count(video, "share_count"),
                        count(video, "comment_count")),
                new PostMedia.OnPage(page),
                video.toString());
    }

    private static @Nullable Instant postedAt(JsonNode seconds) {
        return seconds.isIntegralNumber()
                        && seconds.canConvertToLong()
                        && seconds.longValue() < 1L << 40
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    private static @Nullable Long count(JsonNode video, String field) {
        JsonNode value = video.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }
}
