package dev.framewatch.desk.source.tiktok;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceResponse;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * TikTok's Research API, which returns metadata only; the videos are fetched from their pages. A
 * search that exceeds a poll or the daily quota is resumed from its cursor.
 */
public final class TikTokResearchSource implements Source {
    private final ResearchQuery query;
    private final ResearchApi api;
    private final Clock clock;

    /** Number of requests today, including those after which no cursor was returned. */
    private int usedRequests;

    private LocalDate day = LocalDate.MIN;

    private TikTokResearchSource(ResearchQuery query, ResearchApi api, Clock clock) {
        this.query = query;
        this.api = api;
        this.clock = clock;
    }

    public static TikTokResearchSource open(SourceSettings settings, SourceContext context)
            throws SourceException {
        ResearchQuery query =
                ResearchQueryReader.read(
                        Path.of(settings.place()), context.environment(), settings.allowPrivate());
        ResearchApi api = new ResearchApi(query, context.web(settings), context.clock());
        return new TikTokResearchSource(query, api, context.clock());
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ResearchCursor position =
                ResearchCursor.parse(cursor, today, query.days()).forDay(today, query.days());
        if (!day.equals(today)) {
            day = today;
            usedRequests = 0;
        }
        usedRequests = Math.max(usedRequests, position.usedRequests());
        Found found = new Found();
        Map<String, Post> posts = found.posts;
        List<String> notes = found.notes;
        while (!position.isDone() && posts.size() < query.maxPosts()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (usedRequests >= query.quota()) {
                notes.add(
                        "the quota of %d requests per day is used up; the search resumes after midnight UTC"
                                .formatted(query.quota()));
                break;
            }
            try {
                position = step(position, found);
            } catch (SourceException e) {
                if (posts.isEmpty()) {
                    throw e;
                }
                notes.add(e.getMessage() + "; the next poll resumes there");
                break;
            }
        }
        return new Batch(
                        List.copyOf(posts.values()),
                        position.atLeastUsed(usedRequests).serialize(),
                        notes)
                .withResponses(found.responses);
    }

    /** What the requests of a poll returned. */
    private record Found(
            Map<String, Post> posts, List<String> notes, List<SourceResponse> responses) {
        Found() {
            this(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private ResearchCursor step(ResearchCursor position, Found found) throws SourceException {
        Map<String, Post> posts = found.posts;
        List<String> notes = found.notes;
        Page page;
        try {
            page = page(position);
        } catch (ApiException e) {
            if (e.code().equals("invalid_params") && !position.searchId().isEmpty()) {
                notes.add("TikTok no longer knows the search; its days are queried again");
                return position.next(0, "");
            }
            throw api.failure(e);
        }
        Set<String> keys = new HashSet<>();
        for (JsonNode video : page.videos()) {
            Post post = post(video);
            if (post == null) {
                notes.add("skipped a video without an id");
            } else if (posts.putIfAbsent(post.key(), post) == null) {
                keys.add(post.key());
            }
        }
        found.responses.add(SourceResponse.of(page.response(), keys));
        if (page.hasMore() && page.cursor() > position.offset()) {
            return position.next(page.cursor(), page.searchId());
        }
        if (page.hasMore()) {
            notes.add(
                    "TikTok reported more videos from %s on but no cursor"
                            .formatted(position.from()));
        }
        return position.earlier();
    }

    /** Requests a page; a token that was revoked early is renewed once. */
    private Page page(ResearchCursor position) throws ApiException, SourceException {
        usedRequests++;
        try {
            return api.page(position);
        } catch (ApiException e) {
            if (!e.code().equals("access_token_invalid") || usedRequests >= query.quota()) {
                throw e;
            }
            api.discardToken();
            usedRequests++;
            return api.page(position);
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
                        && seconds.longValue() < 1L << 50
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    private static @Nullable Long count(JsonNode video, String field) {
        JsonNode value = video.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }
}
