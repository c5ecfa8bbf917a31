package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.review.AuditedReviews;
import dev.framewatch.desk.review.FrameExtractor;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests retention times under the default settings. */
class RetentionTest {
    private static final Duration A_DAY = Duration.ofHours(25);
    private static final Duration A_MONTH = Duration.ofDays(31);

    @TempDir private Path folder;

    private TestDesk desk;
    private Sighting sighting;

    @BeforeEach
    void aMatchAndAMiss() throws Exception {
        desk = new TestDesk(folder.resolve("home"));
        desk.feed(desk.post("1", LightClips.write(folder.resolve("match.mp4"), "-++++-")));
        desk.feed(desk.post("2", LightClips.write(folder.resolve("miss.mp4"), "------")));
        cleanUp();
        desk.feed.clear();
        desk.oftenStandsStill();
        sighting = desk.sightings().getFirst();
        assertThat(media()).hasSize(2);
        assertThat(desk.home.resolve(sighting.evidence())).exists();
        assertThat(files(desk.home.resolve("storyboards"))).isEmpty();
    }

    @Test
    void whatHappenedIsToldForAMonth() throws Exception {
        assertThat(column("select type from event")).containsExactly("sighting_recorded");
        after(Duration.ofDays(29));
        assertThat(column("select type from event")).containsExactly("sighting_recorded");
        after(Duration.ofDays(2));
        assertThat(column("select type from event")).isEmpty();
    }

    @Test
    void theVideoOfAMissIsKeptADay() throws Exception {
        after(Duration.ofHours(23));
        assertThat(media()).hasSize(2);
        after(Duration.ofHours(2));
        assertThat(media()).hasSize(1);
    }

    @Test
    void aSightingThatNobodyLooksAtGoesAfterAMonthWithVideoAndEvidence() throws Exception {
        after(Duration.ofDays(29));
        assertThat(media()).hasSize(1);
        after(Duration.ofDays(2));
        assertThat(state()).isEqualTo(State.EXPIRED);
        assertThatAllOfItIsGone();
    }

    @Test
    void whatAPersonRejectedGoesAfterADay() throws Exception {
        answer(State.REJECTED);
        after(Duration.ofHours(23));
        assertThat(desk.home.resolve(sighting.evidence())).exists();
        after(Duration.ofHours(2));
        assertThatAllOfItIsGone();
    }

    @Test
    void whatWasConfirmedStaysUntilTheCaseIsClosed() throws Exception {
        answer(State.CONFIRMED);
        after(A_MONTH.multipliedBy(12));
        assertThat(media()).hasSize(1);
        assertThat(desk.home.resolve(sighting.evidence())).exists();
        answer(State.CLOSED);
        after(A_DAY);
        assertThatAllOfItIsGone();
    }

    @Test
    void whoPostedWhatShowedNoTargetIsForgottenAfterAMonth() throws Exception {
        answer(State.CONFIRMED);
        after(Duration.ofDays(29));
        assertThat(column("select author from post order by id"))
                .containsExactlyInAnyOrder("Anna 1", "Anna 2");
        after(Duration.ofDays(2));
        assertThat(column("select author from post order by id"))
                .containsExactlyInAnyOrder("Anna 1", "");
        assertThat(column("select caption || metadata from post where author = ''"))
                .containsExactly("");
    }

    @Test
    void whoPostedWhatWasConfirmedStaysKnownAfterTheCaseIsClosed() throws Exception {
        answer(State.CONFIRMED);
        answer(State.CLOSED);
        after(A_MONTH.multipliedBy(12));
        assertThat(media()).isEmpty();
        assertThat(column("select author || ' ' || caption from post where author <> ''"))
                .containsExactly("Anna 1 caption of 1");
    }

    @Test
    void whoPostedWhatWasRejectedIsForgotten() throws Exception {
        answer(State.REJECTED);
        after(A_MONTH);
        assertThat(column("select author from post where author <> ''")).isEmpty();
    }

    @Test
    void evidenceOfAClosedCaseIsKeptADayAfterItWasClosed() throws Exception {
        answer(State.CONFIRMED);
        after(A_MONTH);
        answer(State.CLOSED);
        after(Duration.ofHours(23));
        assertThat(desk.home.resolve(sighting.evidence())).exists();
        after(Duration.ofHours(2));
        assertThatAllOfItIsGone();
        assertThat(column("select evidence from sighting")).containsExactly("");
    }

    @Test
    void whatAVideoWithoutASightingLooksLikeIsForgottenToo() throws Exception {
        after(Duration.ofDays(29));
        assertThat(column("select sha256 from video where fingerprint is not null")).hasSize(2);
        after(Duration.ofDays(2));
        assertThat(column("select sha256 from video where fingerprint is not null"))
                .containsExactly(sighting.video());
    }

    @Test
    void whatIsDeletedIsOnRecord() throws Exception {
        after(A_MONTH);
        try (Database database = Database.open(Home.in(desk.home))) {
            assertThat(column("select action || ' ' || subject from audit"))
                    .contains("deleted media", "deleted evidence", "deleted posts");
            assertThat(
                            database.writeAndGet(handle -> AuditVerifier.verify(handle, null))
                                    .isIntact())
                    .isTrue();
        }
    }

    @Test
    void aHundredVideosAreDeletedAtATime() throws Exception {
        try (Database database = Database.open(Home.in(desk.home))) {
            database.write(handle ->
                    handle.execute(
                            """
                            with recursive n(i) as (select 1 union all select i + 1 from n where i < 101)
                            insert into video (sha256, bytes, path, fetched_at)
                            select 'old ' || i, 1, 'media/old' || i, 0 from n\
                            """));
            Retention retention = retention(database);
            assertThat(retention.clean()).isEqualTo(new Result(true, true));
            assertThat(column(database, "select 1 from video where path like 'media/old%'"))
                    .hasSize(1);
            assertThat(retention.clean()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void theEvidenceOfAHundredSightingsIsDeletedAtATime() throws Exception {
        try (Database database = Database.open(Home.in(desk.home))) {
            database.write(handle ->
                    handle.execute(
                            """
                            with recursive n(i) as (select 1 union all select i + 1 from n where i < 101)
                            insert into sighting (id, target, post, video, cluster_id, target_sha256,
                                score, positive_fraction, seen_at, state, evidence)
                            select 'old ' || i, 'target ' || i, post, video, cluster_id, target_sha256,
                                score, positive_fraction, 0, 'rejected', 'evidence/old' || i
                            from sighting, n\
                            """));
            Retention retention = retention(database);
            assertThat(retention.clean()).isEqualTo(new Result(true, true));
            assertThat(column(database, "select 1 from sighting where evidence like '%/old%'"))
                    .hasSize(1);
            assertThat(retention.clean()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void everyDeletionIsCounted() throws Exception {
        after(A_MONTH);
        assertThat(desk.deleted)
                .containsExactlyInAnyOrder(
                        "1 unreviewed sightings",
                        "2 media",
                        "1 evidence",
                        "1 frames",
                        "2 posts",
                        "1 fingerprints",
                        "1 events");
        assertThat(desk.notes).isEmpty();
    }

    @Test
    void oneRoundWithTheClockFortyDaysAheadDeletesNothingAndSaysSo() throws Exception {
        forgetThatItOftenStandsStill();
        Duration ahead = Duration.ofDays(40);
        desk.clock.advance(ahead);
        try (TestDesk.Opened opened = desk.open()) {
            assertThat(opened.once()).isFalse();
        }
        assertThat(media()).hasSize(2);
        assertThat(state()).isEqualTo(State.NEW);
        assertThat(desk.deleted).isEmpty();
        assertThat(desk.notes)
                .singleElement()
                .asString()
                .startsWith("nothing is deleted for now: the watch did not run for 40 days, or");
        assertThat(desk.concerns()).containsExactlyElementsOf(desk.notes);
        after(ahead.negated());
        assertThat(desk.concerns()).isEmpty();
        after(Duration.ofHours(23));
        assertThat(media()).hasSize(2);
    }

    @Test
    void afterALongGapDeletionGoesOnWithinADayIfTheClockIsRight() throws Exception {
        forgetThatItOftenStandsStill();
        after(A_MONTH);
        after(Duration.ofHours(23));
        assertThat(media()).hasSize(2);
        after(Duration.ofHours(1));
        assertThatAllOfItIsGone();
        assertThat(desk.concerns()).isEmpty();
    }

    private void forgetThatItOftenStandsStill() throws IOException {
        try (Database database = Database.open(Home.in(desk.home))) {
            database.write(handle -> handle.execute("update clean_up set longest_gap = 0"));
        }
    }

    @Test
    void nothingIsRecordedWhereNothingWasDeleted() throws Exception {
        try (Database database = Database.open(Home.in(desk.home))) {
            List<String> before = column(database, "select action || subject from audit");
            assertThat(retention(database).clean()).isEqualTo(Result.DONE);
            assertThat(column(database, "select action || subject from audit")).isEqualTo(before);
        }
    }

    private Retention retention(Database database) {
        return new Retention(
                database,
                Home.in(desk.home),
                new DuplicateClusters(database),
                TestDesk.settings(),
                desk.clock,
                new DeletionHold(database, desk.servers, desk.clock),
                new Concerns(database, desk.clock),
                new WatchListener() {});
    }

    private void assertThatAllOfItIsGone() throws IOException {
        assertThat(media()).isEmpty();
        assertThat(desk.home.resolve("evidence").resolve(sighting.id())).doesNotExist();
        assertThat(files(desk.home.resolve("evidence"))).isEmpty();
    }

    private void after(Duration time) throws Exception {
        desk.clock.advance(time);
        cleanUp();
    }

    private void cleanUp() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            opened.once();
        }
    }

    private void answer(State state) throws IOException {
        try (Database database = Database.open(Home.in(desk.home))) {
            new Reviews(
                            database,
                            Home.in(desk.home),
                            desk.clock(),
                            new AuditedReviews(desk.clock()),
                            new FrameExtractor())
                    .answer(new Reviews.Answer(sighting.id(), null, state, "anna", ""));
        }
    }

    private State state() throws IOException {
        return desk.sightings().getFirst().state();
    }

    private List<Path> media() throws IOException {
        return files(desk.home.resolve("media"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private List<String> column(String query) throws IOException {
        try (Database database = Database.open(Home.in(desk.home))) {
            return column(database, query);
        }
    }

    private static List<String> column(Database database, String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
