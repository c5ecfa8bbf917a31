package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.health.PostBacklog;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.service.AlertService.NewChannel;
import dev.framewatch.desk.service.ConfigurationService.Request;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources and channels with another name: everything follows except what is on record. */
class RenameTest {
    private static final Instant NOON = TestServices.NOON;
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final SubscriptionFilter ALL = SubscriptionFilter.all(ZoneOffset.UTC);
    private static final Post POST =
            new Post(
                    "web",
                    "7",
                    null,
                    Post.Author.UNKNOWN,
                    "",
                    List.of(),
                    null,
                    new Post.Counters(5L, null, null, null),
                    new PostMedia.None("of a test"),
                    "");

    /** Tables that keep what was said at the time. */
    private static final Set<String> ON_RECORD = Set.of("audit", "event");

    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    @AutoClose private Database database;
    private SourceService sources;
    private AlertService alerts;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        database = Database.open(desk.home);
        sources = desk.services.sources();
        alerts = desk.services.alerts();
    }

    private void add(String name) throws IOException {
        String place = Files.createTempDirectory(folder, "drop").toString();
        sources.add(new NewSource(name, "folder", place, Duration.ofHours(1), false), "anna");
    }

    /** Gives a source all that a watch records of one. */
    private void fill(String source) {
        database.write(handle -> {
            new PostRepository(handle).add(POST, source, false, NOON);
            new CanaryRepository(handle).add(Canary.Kind.POST, source, "9", NOON);
            Canary canary = new CanaryRepository(handle).all().getFirst();
            List<String> troubled = new ArrayList<>(PostBacklog.subjects(source));
            troubled.add(source);
            troubled.add(canary.name());
            for (String name : troubled) {
                handle.execute(
                        "insert into outage (source, started_at, reason) values (?, 1, 'test')",
                        name);
                announce(handle, new AlertEvent.Outage(name, NOON, "test", NOON));
            }
            handle.execute(
                    "insert into trend values ('light', ?, 1, null, 1, 1, 1, 1, 0.5)", source);
            announce(handle, sighting(source));
            PollRepository polls = new PollRepository(handle);
            polls.recordSuccess(polls.active().getFirst(), NOON, 1, 1, "cursor", "", NOON);
        });
    }

    private static void announce(Handle handle, AlertEvent event) {
        new Outbox(CLOCK).announce(handle, event);
    }

    private static AlertEvent sighting(String source) {
        AlertEvent.Sighting one = Events.sighting("f1");
        return new AlertEvent.Sighting(
                one.id(),
                one.target(),
                one.score(),
                one.positiveFraction(),
                one.longestSeconds(),
                one.clusterId(),
                one.clusterSize(),
                new AlertEvent.PostInfo(source, "7", null, "", "", null, null),
                null,
                one.at(),
                one.seen());
    }

    /** Returns the tables and columns whose text names something, except what is on record. */
    private List<String> columnsWith(String name) {
        return database.read(handle -> {
            List<String> found = new ArrayList<>();
            for (String table :
                    strings(handle, "select name from sqlite_master where type='table'")) {
                for (String column :
                        strings(handle, "select name from pragma_table_info('" + table + "')")) {
                    String query =
                            "select count(*) from %s where %s like '%%%s%%'"
                                    .formatted(table, column, name);
                    if (!ON_RECORD.contains(table)
                            && handle.createQuery(query).mapTo(Integer.class).one() > 0) {
                        found.add(table + "." + column);
                    }
                }
            }
            return found;
        });
    }

    private static List<String> strings(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).list();
    }

    @Test
    void everyRowOfASourceFollowsItsName() throws IOException {
        addChannel("desk");
        add("blog");
        fill("blog");
        List<String> before = columnsWith("blog");

        assertThat(sources.rename("blog", "wire", "ben")).isEqualTo("wire");

        assertThat(columnsWith("wire"))
                .containsAll(
                        before.stream().filter(name -> !name.equals("message.event_key")).toList())
                .contains("post.source", "poll.source", "outage.source", "message.payload");
        // a key only says what was announced
        assertThat(columnsWith("blog")).containsExactly("message.event_key");
        assertThat(sources.get("wire").lastSuccess()).isEqualTo(NOON);
        assertThat(desk.audit()).contains("anna source-added blog", "ben source-renamed wire");
        assertThat(desk.services.audit().list(1).getFirst().detail().path("from").asString())
                .isEqualTo("blog");
        assertThat(desk.services.audit().verify(null).isIntact()).isTrue();
    }

    @Test
    void aPollThatIsRunningMeanwhileIsRecordedUnderTheNewName() throws IOException {
        add("blog");
        PollRepository.Due started =
                database.read(handle -> new PollRepository(handle).active()).getFirst();
        sources.rename("blog", "wire", "ben");
        add("blog2");

        database.write(handle -> {
            PollRepository polls = new PollRepository(handle);
            assertThat(polls.currentName(started)).isEqualTo("wire");
            polls.recordSuccess(started, NOON, 1, 1, "next", "", NOON.plusSeconds(60));
            new PostRepository(handle).add(POST, polls.currentName(started), false, NOON);
        });

        assertThat(sources.get("wire").lastSuccess()).isEqualTo(NOON);
        assertThat(sources.get("blog2").lastSuccess()).isNull();
        Optional<SourceSettings> source =
                database.read(handle -> new SourceRepository(handle).ofPost(StoredPost.id(POST)));
        assertThat(source.map(SourceSettings::name)).contains("wire");
    }

    @Test
    void aNameThatIsTakenAlsoByHistoryIsRefusedAndNothingChanges() throws IOException {
        add("gone");
        fill("gone");
        sources.remove("gone", "anna");
        add("blog");
        add("wire");
        List<String> audited = desk.audit();

        assertThatThrownBy(() -> sources.rename("blog", "wire", "ben"))
                .isInstanceOf(ConflictException.class)
                .hasMessageStartingWith("source 'wire' already exists");
        assertThatThrownBy(() -> sources.rename("blog", "gone", "ben"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("was removed, and its posts are kept");
        assertThatThrownBy(() -> sources.rename("blog", "no blanks", "ben"))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> sources.rename("x", "y", "ben"))
                .isInstanceOf(NotFoundException.class);

        assertThat(sources.list())
                .extracting(source -> source.name())
                .containsExactly("blog", "wire");
        assertThat(desk.audit()).isEqualTo(audited);
    }

    private void addChannel(String name) throws IOException {
        ChannelConfig feed = new ChannelConfig.AtomFeed(folder.resolve("leads.xml").toString(), 9);
        alerts.add(new NewChannel(name, feed, ALL), "anna");
    }

    @Test
    void theMessagesAndTheKeyOfAChannelFollowItsName() throws Exception {
        try (Receiver receiver = new Receiver()) {
            ChannelConfig signed = new ChannelConfig.Webhook(receiver.address(), true);
            String key = alerts.add(new NewChannel("desk", signed, ALL), "anna").signingKey();
            database.write(handle -> announce(handle, Events.sighting("f1")));

            assertThat(alerts.rename("desk", "night", "ben")).isEqualTo("night");

            assertThat(columnsWith("desk")).isEmpty();
            assertThat(alerts.get("night").waiting()).isEqualTo(1);
            assertThat(new SecretStore(desk.home).read("night")).isEqualTo(key);
            assertThat(desk.home.secrets().resolve("desk.key")).doesNotExist();
            assertThat(desk.audit()).contains("anna alert-added desk", "ben alert-renamed night");
            database.write(handle -> announce(handle, Events.sighting("f1")));
            assertThat(alerts.get("night").waiting()).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatIsBeingSentMeanwhileIsNotSentTwice() throws Exception {
        addChannel("desk");
        database.write(handle -> announce(handle, Events.sighting("f1")));
        List<String> sent = new ArrayList<>();
        Delivery delivery =
                new Delivery(
                        database,
                        CLOCK,
                        (channel, batch) -> {
                            sent.add(channel.name() + " " + batch.id());
                            rename(channel);
                            return "ok";
                        });

        delivery.deliverDue();
        delivery.deliverDue();

        assertThat(sent).hasSize(1);
        assertThat(alerts.get("night").waiting()).isZero();
        assertThat(alerts.get("night").lastSuccess()).isEqualTo(NOON);
    }

    private void rename(Channel channel) {
        new Channels(database, CLOCK).rename(channel.name(), "night", _ -> {});
    }

    @Test
    void aChannelOfThatNameIsAConflictAndBothKeepTheirKeys() throws Exception {
        try (Receiver receiver = new Receiver()) {
            ChannelConfig signed = new ChannelConfig.Webhook(receiver.address(), true);
            String first = alerts.add(new NewChannel("desk", signed, ALL), "anna").signingKey();
            String second = alerts.add(new NewChannel("night", signed, ALL), "anna").signingKey();
            assertThatThrownBy(() -> alerts.rename("desk", "night", "ben"))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageStartingWith("channel 'night' already exists");
            assertThatThrownBy(() -> alerts.rename("desk", "desk", "ben"))
                    .isInstanceOf(ConflictException.class);
            assertThat(new SecretStore(desk.home).read("desk")).isEqualTo(first);
            assertThat(new SecretStore(desk.home).read("night")).isEqualTo(second);
        }
    }

    @Test
    void theExportedConfigurationHasTheNewNamesAndAppliesWithoutADifference() throws IOException {
        add("blog");
        addChannel("desk");
        ConfigurationService configuration = desk.services.configuration();
        String before = configuration.export();

        sources.rename("blog", "wire", "ben");
        alerts.rename("desk", "night", "ben");

        String after = configuration.export();
        assertThat(after)
                .isEqualTo(before.replace("  blog:", "  wire:").replace("  desk:", "  night:"))
                .isNotEqualTo(before);
        Path file = Files.writeString(folder.resolve("newsroom.yaml"), after);
        assertThat(configuration.apply(new Request(file, true, false), "anna").changes()).isEmpty();
    }
}
