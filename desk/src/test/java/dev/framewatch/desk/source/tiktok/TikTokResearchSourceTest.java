package dev.framewatch.desk.source.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikTokResearchSourceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

    @TempDir private Path folder;
    private final MutableClock clock = new MutableClock("2026-05-04T12:00:00Z");
    private TikTokStandIn tiktok;
    private WebClient web;

    @BeforeEach
    void start() throws IOException {
        tiktok = new TikTokStandIn();
        web = new WebClient(AddressPolicy.PRIVATE_TOO, clock);
    }

    @AfterEach
    void stop() throws IOException {
        tiktok.close();
        web.close();
    }

    private Source source(String... lines) throws Exception {
        Path file = folder.resolve("research.yaml");
        Files.writeString(
                file,
                """
                client_key: awkey
                client_secret_env: TIKTOK_SECRET
                api: %s
                """
                                .formatted(tiktok.address())
                        + String.join("\n", lines)
                        + "\n");
        return open(file, true, TikTokStandIn.SECRET);
    }

    private Source open(Path file, boolean allowPrivate, String secret) throws SourceException {
        SourceContext tools =
                new SourceContext(web, web, folder, clock, Map.of("TIKTOK_SECRET", secret));
        return SourceFactory.open(
                new SourceSettings(
                        "research",
                        SourceKind.TIKTOK_RESEARCH,
                        file.toString(),
                        Duration.ofHours(1),
                        allowPrivate),
                tools);
    }

    @Test
    void whatItFindsArePostsWithTheirPage() throws Exception {
        tiktok.with(1, TODAY);
        Source.Batch batch = source("hashtags: ['#politics']", "regions: US").poll("");
        assertThat(batch.notes()).isEmpty();
        Post post = batch.posts().getFirst();
        URI page = URI.create("https://www.tiktok.com/@user.0/video/7300000000000000000");
        assertThat(post.key()).isEqualTo("tiktok:7300000000000000000");
        assertThat(post.page()).isEqualTo(page);
        assertThat(post.media()).isEqualTo(new PostMedia.OnPage(page));
        assertThat(post.author()).isEqualTo(new Post.Author("user.0", "user.0"));
        assertThat(post.caption()).isEqualTo("clip 0 #a");
        assertThat(post.hashtags()).containsExactly("a", "b");
        assertThat(post.postedAt()).isEqualTo(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(post.counters()).isEqualTo(new Post.Counters(1000L, 10L, 2L, 3L));
        assertThat(post.metadata()).contains("\"region_code\":\"US\"");
    }

    @Test
    void theQueryFollowsTheSyntaxOfTheApi() throws Exception {
        source(
                        "regions: [US, CA]",
                        "usernames: ['@someone']",
                        "days: 3",
                        "query:",
                        "  and:",
                        "    - {operation: GTE, field_name: create_date, field_values: '20260101'}",
                        "  not:",
                        "    - {field_name: video_length, field_values: [LONG, EXTRA_LONG]}")
                .poll("");
        assertThat(tiktok.queries.getFirst().toString())
                .isEqualTo(
                        "{\"query\":{\"and\":[{\"operation\":\"IN\",\"field_name\":\"region_code\","
                                + "\"field_values\":[\"US\",\"CA\"]},"
                                + "{\"operation\":\"IN\",\"field_name\":\"username\","
                                + "\"field_values\":[\"someone\"]},"
                                + "{\"operation\":\"GTE\",\"field_name\":\"create_date\","
                                + "\"field_values\":[\"20260101\"]}],"
                                + "\"not\":[{\"operation\":\"IN\",\"field_name\":\"video_length\","
                                + "\"field_values\":[\"LONG\",\"EXTRA_LONG\"]}]},"
                                + "\"start_date\":\"20260502\",\"end_date\":\"20260504\","
                                + "\"max_count\":100,\"cursor\":0}");
    }

    @Test
    void aLongSearchGoesOnPageByPageAndWindowByWindowAndMissesNothing() throws Exception {
        tiktok.with(250, TODAY).with(120, TODAY.minusDays(29)).with(90, TODAY.minusDays(30));
        tiktok.with(30, TODAY.minusDays(99)).with(5, TODAY.minusDays(100));
        Source source = source("regions: US", "days: 100", "max_items: 200");
        Set<String> keys = new HashSet<>();
        String cursor = "";
        for (int poll = 0; poll < 4; poll++) {
            Source.Batch batch = source.poll(cursor);
            batch.posts().forEach(post -> keys.add(post.key()));
            cursor = batch.cursor();
        }
        assertThat(keys).hasSize(490);
        assertThat(tiktok.queries)
                .extracting(query -> query.path("start_date").asString(""))
                .contains("20260405", "20260306", "20260204", "20260125");
        assertThat(tiktok.tokens).isEqualTo(1);
    }

    @Test
    void theNextSearchBeginsWhereLateVideosMayStillAppear() throws Exception {
        Source source = source("regions: US", "days: 30");
        String cursor = source.poll("").cursor();
        clock.advance(Duration.ofDays(5));
        source.poll(cursor);
        assertThat(tiktok.queries.getLast().path("start_date").asString("")).isEqualTo("20260502");
        assertThat(tiktok.queries.getLast().path("end_date").asString("")).isEqualTo("20260509");
    }

    @Test
    void theQuotaOfADayIsKeptAcrossPollsAndRestarts() throws Exception {
        tiktok.with(1000, TODAY);
        String[] settings = {"regions: US", "quota: 3", "max_items: 200"};
        Source.Batch first = source(settings).poll("");
        assertThat(first.posts()).hasSize(200);
        Source.Batch second = source(settings).poll(first.cursor());
        assertThat(second.posts()).hasSize(100);
        assertThat(second.notes())
                .containsExactly(
                        "the quota of 3 requests per day is used up; the search resumes after"
                                + " midnight UTC");
        Source.Batch third = source(settings).poll(second.cursor());
        assertThat(third.posts()).isEmpty();
        assertThat(tiktok.queries).hasSize(3);

        clock.set("2026-05-05T00:00:01Z");
        Source.Batch fourth = source(settings).poll(third.cursor());
        assertThat(fourth.posts()).hasSize(200);
        assertThat(fourth.posts().getFirst().caption()).isEqualTo("clip 300 #a");
    }

    @Test
    void requestsThatFailedCountAsWell() throws Exception {
        Source source = source("regions: US", "quota: 2");
        tiktok.fail("internal_error", "internal_error");
        assertThatThrownBy(() -> source.poll("")).isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> source.poll("")).isInstanceOf(SourceException.class);
        assertThat(source.poll("").notes()).first().asString().startsWith("the quota of 2");
        assertThat(tiktok.queries).hasSize(2);
    }

    @Test
    void aTokenIsUsedUntilItExpiresAndReplacedOnceWhenItIsRefused() throws Exception {
        Source source = source("regions: US");
        source.poll("");
        source.poll("");
        assertThat(tiktok.tokens).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        source.poll("");
        assertThat(tiktok.tokens).isEqualTo(2);
        tiktok.fail("access_token_invalid");
        source.poll("");
        assertThat(tiktok.tokens).isEqualTo(3);
        tiktok.fail("access_token_invalid", "access_token_invalid");
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class, failed -> assertThat(failed.isPermanent()).isTrue());
        assertThat(tiktok.tokens).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid_params | true | | TikTok rejected the query: INVALID PARAMS",
                "scope_not_authorized | true | | this client has no access to TikTok's Research"
                        + " API: SCOPE NOT AUTHORIZED",
                "rate_limit_exceeded | false | PT15M | TikTok limits the request rate",
                "daily_quota_limit_exceeded | false | PT12H | TikTok's daily quota is used up",
                "internal_error | false | | TikTok reported an internal error: INTERNAL ERROR"
            })
    void eachErrorIsReportedInASentenceWithAdvice(
            String code, boolean forGood, String wait, String sentence) throws Exception {
        Source source = source("regions: US");
        tiktok.fail(code);
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failed -> {
                            assertThat(failed).hasMessage(sentence);
                            assertThat(failed.isPermanent()).isEqualTo(forGood);
                            assertThat(failed.retryAfter())
                                    .isEqualTo(wait == null ? null : Duration.parse(wait));
                        });
        assertThat(source.poll("").notes()).isEmpty();
    }

    @Test
    void theDelayIsThatOfTheServerIfItStatesOne() throws Exception {
        Source source = source("regions: US");
        tiktok.retryAfter = "90";
        tiktok.fail("rate_limit_exceeded");
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failed ->
                                assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void anErrorOnALaterPageLosesNeitherWhatCameNorThePlace() throws Exception {
        tiktok.with(250, TODAY);
        Source source = source("regions: US");
        tiktok.fail("", "internal_error");
        Source.Batch first = source.poll("");
        assertThat(first.posts()).hasSize(100);
        assertThat(first.notes())
                .containsExactly(
                        "TikTok reported an internal error: INTERNAL ERROR; the next poll resumes"
                                + " there");
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts()).hasSize(150);
    }

    @Test
    void aSearchThatTiktokForgotBeginsAgain() throws Exception {
        tiktok.with(250, TODAY);
        Source source = source("regions: US", "max_items: 100");
        Source.Batch first = source.poll("");
        tiktok.forgetSearch();
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.notes())
                .containsExactly("TikTok no longer knows the search; its days are queried again");
        assertThat(second.posts()).extracting(Post::key).isEqualTo(keys(first));
    }

    private static List<String> keys(Source.Batch batch) {
        return batch.posts().stream().map(Post::key).toList();
    }

    @Test
    void somethingElseThanTheApiIsAFailureInASentence() throws Exception {
        Source source = source("regions: US");
        tiktok.fail("garbage");
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        tiktok.address()
                                + "/v2/research/video/query/?… answered 502 with invalid JSON");
    }

    @Test
    void aWrongSecretIsReportedWithoutItsValue() throws Exception {
        source("regions: US");
        Source source = open(folder.resolve("research.yaml"), true, "wrongsecret");
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failed -> {
                            assertThat(failed.isPermanent()).isTrue();
                            assertThat(failed)
                                    .hasMessageStartingWith(
                                            "TikTok issued no token (invalid_client)")
                                    .hasMessageEndingWith("check client_key and client_secret")
                                    .message()
                                    .doesNotContain("wrongsecret");
                        });
    }

    @Test
    void allProblemsOfTheFileAreReportedByLineAndField() throws Exception {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(
                file,
                """
                client_secret_env: NOT_THERE
                regions: [US, Canada]
                days: 1000
                feilds: [id]
                fields: ['id&x=1']
                api: http://127.0.0.1:1
                query:
                  and:
                    - {operation: LIKE, field_name: colour, field_values: []}
                    - nonsense
                """);
        assertThatThrownBy(() -> open(file, false, "x"))
                .isInstanceOf(SourceException.class)
                .message()
                .contains(file + ": line 1: client_key: is missing")
                .contains("line 1: client_secret_env: no environment variable NOT_THERE")
                .contains("line 2: regions: 'Canada' is not a country code such as US")
                .contains("line 3: days: must be an integer from 1 to 365, not '1000'")
                .contains("line 4: feilds: unknown field")
                .contains("line 5: fields: 'id&x=1' is not a field of a video")
                .contains("line 6: api: must begin with https://")
                .contains("line 9: query.and[0].operation: must be EQ or IN")
                .contains("line 9: query.and[0].field_name: must be one of create_date")
                .contains("line 9: query.and[0].field_values: at least one value is required")
                .contains("query.and: each entry must have operation, field_name and field_values");
    }

    @Test
    void theFormerNameOfTheMaximumStillWorks() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("former.yaml"),
                        "client_key: a\nclient_secret: b\nregions: US\nmost: 7\n");
        assertThat(ResearchQueryReader.read(file, Map.of(), false).maxPosts()).isEqualTo(7);
    }

    @Test
    void aFileWithoutAQueryOrASecretIsRefused() throws Exception {
        Path file = folder.resolve("empty.yaml");
        Files.writeString(file, "client_key: a\nclient_secret: b\n");
        assertThatThrownBy(() -> open(file, false, "x"))
                .hasMessageContaining("query: the query is empty");
        Files.writeString(file, "client_key: a\nregions: US\n");
        assertThatThrownBy(() -> open(file, false, "x"))
                .hasMessageContaining("client_secret_env: one of client_secret_env");
        assertThatThrownBy(() -> open(folder.resolve("none.yaml"), false, "x"))
                .hasMessage(folder.resolve("none.yaml") + " does not exist");
    }

    @Test
    void theSecretCanLieInAFileBesideIt() throws Exception {
        Path file = folder.resolve("beside.yaml");
        Files.writeString(folder.resolve("secret.txt"), TikTokStandIn.SECRET + "\n");
        Files.writeString(
                file,
                "client_key: awkey\nclient_secret_file: secret.txt\nregions: US\napi: "
                        + tiktok.address());
        assertThat(open(file, true, "x").poll("").notes()).isEmpty();
    }
}
