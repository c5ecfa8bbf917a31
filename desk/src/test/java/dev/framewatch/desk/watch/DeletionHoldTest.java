package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionHoldTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration ROUND = Duration.ofMinutes(10);

    @TempDir private Path home;

    @AutoClose private Database database;
    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");
    private final ServerClocks servers = new ServerClocks();
    private DeletionHold hold;

    @BeforeEach
    void aWatchThatRanBefore() throws IOException {
        database = Database.open(Home.in(home));
        hold = opened();
        assertThat(hold.reason()).isNull();
    }

    private DeletionHold opened() {
        return new DeletionHold(database, servers, clock);
    }

    /** Answers with a clock that is right if that of this machine is so far ahead. */
    private void answers(String server, Duration ahead) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().minus(ahead).atOffset(ZoneOffset.UTC));
        servers.record(
                new WebResponse(
                        200,
                        Map.of("date", date),
                        new byte[0],
                        URI.create("https://" + server + "/feed"),
                        clock.instant()));
    }

    @Test
    void aClockIsTrustedWhileTheWatchRuns() {
        for (int round = 0; round < 1000; round++) {
            clock.advance(ROUND);
            assertThat(hold.reason()).isNull();
        }
    }

    @Test
    void aClockThatJumpsAheadWhileTheWatchRunsIsDoubted() {
        clock.advance(Duration.ofDays(40));
        assertThat(hold.reason()).contains("did not run for 40 days, or the clock is wrong");
        clock.advance(ROUND);
        assertThat(hold.reason()).contains("40 days");
    }

    @Test
    void doubtOutlivesARestart() {
        clock.advance(Duration.ofDays(40));
        assertThat(opened().reason()).contains("40 days");
        clock.advance(ROUND);
        assertThat(opened().reason()).contains("40 days");
    }

    @Test
    void aClockThatIsSetBackIsTrustedAgain() {
        clock.advance(Duration.ofDays(40));
        hold.reason();
        clock.advance(Duration.ofDays(-40).plus(ROUND));
        assertThat(hold.reason()).isNull();
        assertThat(opened().reason()).isNull();
    }

    @Test
    void serversThatConfirmTheClockEndTheDoubtAfterThatRound() {
        answers("a.example", Duration.ZERO);
        clock.advance(Duration.ofDays(40));
        answers("a.example", Duration.ofSeconds(3));
        assertThat(hold.reason()).isNotNull();
        clock.advance(ROUND);
        assertThat(hold.reason()).as("no server has answered since").isNotNull();
        answers("a.example", Duration.ofSeconds(3));
        assertThat(hold.reason()).isNull();
    }

    @Test
    void withoutServersTheDoubtEndsAfterADay() {
        clock.advance(Duration.ofDays(40));
        hold.reason();
        clock.advance(DAY.minusMinutes(1));
        assertThat(hold.reason()).isNotNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(hold.reason()).isNull();
    }

    @Test
    void aGapIsJudgedByTheLongestSoFar() {
        gap(Duration.ofDays(4), false);
        gap(Duration.ofDays(8), false);
        gap(Duration.ofDays(17), true);
        clock.advance(DAY);
        assertThat(hold.reason()).isNull();
        gap(Duration.ofDays(34), false);
        assertThat(opened().reason()).isNull();
    }

    private void gap(Duration gap, boolean doubted) {
        clock.advance(gap);
        assertThat(hold.reason() != null).as("after %s", gap).isEqualTo(doubted);
    }

    @Test
    void whileTheServersDisagreeNothingIsDeletedHoweverLong() {
        for (int day = 0; day < 10; day++) {
            clock.advance(DAY);
            answers("a.example", Duration.ofDays(40));
            assertThat(hold.reason())
                    .isEqualTo(
                            "nothing is deleted: the clock of this machine is 40 days ahead of"
                                    + " those of the servers that answered; set it");
        }
        answers("a.example", Duration.ofHours(-2));
        assertThat(hold.reason()).contains("is 2 hours behind those");
        answers("a.example", Duration.ofMinutes(59));
        assertThat(hold.reason()).isNull();
    }

    @Test
    void aContradictionOutlivesARestartWithoutServers() {
        clock.advance(Duration.ofDays(3));
        answers("a.example", Duration.ofDays(3));
        hold.reason();
        servers.clear();
        clock.advance(ROUND);
        assertThat(opened().reason()).contains("servers have contradicted the clock");
        clock.advance(DAY);
        assertThat(opened().reason()).isNull();
    }

    @Test
    void oneServerWithAWrongClockIsOutvoted() {
        answers("wrong.example", Duration.ofDays(-300));
        answers("a.example", Duration.ZERO);
        clock.advance(ROUND);
        assertThat(hold.reason()).isNull();
    }

    @Test
    void anIdleWatchRecordsItOnceADay() {
        assertThat(recordedAfter(Duration.ofHours(23))).isEqualTo(0);
        assertThat(recordedAfter(Duration.ofHours(1))).isEqualTo(24);
    }

    /** Returns the hours between the first recorded deletion and the last one. */
    private long recordedAfter(Duration time) {
        clock.advance(time);
        hold.reason();
        return database.read(handle ->
                handle.createQuery("select last_at - 1772366400000 from clean_up")
                                .mapTo(Long.class)
                                .one()
                        / 3_600_000);
    }
}
