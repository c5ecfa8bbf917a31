package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.review.AuditedReviews;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
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
        sighting = desk.sightings().getFirst();
        assertThat(media()).hasSize(2);
        assertThat(desk.home.resolve(sighting.evidence())).exists();
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
                            new AuditedReviews(desk.clock()))
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
            return database.read(handle -> handle.createQuery(query).mapTo(String.class).list());
        }
    }
}
