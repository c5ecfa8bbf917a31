package dev.framewatch.desk.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.timestamp.TestAuthority.Mood;
import dev.framewatch.desk.watch.ScheduledTask;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.desk.watch.TimestampAuthority;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import dev.framewatch.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampClientTest {
    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock("2026-03-01T12:05:00Z");
    private TestDesk desk;
    private Database database;
    private TestAuthority authority;
    private WebClients web;
    private boolean allowPrivate = true;
    private Path evidence;
    private String sighting;

    @BeforeEach
    void aSightingThatWaits() throws Exception {
        desk = SeenOnce.in(folder);
        evidence = SeenOnce.evidence(desk);
        sighting = desk.sightings().getFirst().id();
        database = Database.open(Home.in(desk.home()));
        authority = new TestAuthority();
        web = WebClients.create(Map.of(), clock);
        want();
    }

    @AfterEach
    void closed() throws Exception {
        web.close();
        authority.close();
        database.close();
    }

    @Test
    void theAuthoritySWordLiesBesideTheManifest() throws Exception {
        assertThat(round()).isEqualTo(ScheduledTask.Result.DONE);
        byte[] reply = Files.readAllBytes(evidence.resolve("manifest.tsr"));
        TimestampToken token = TimestampResponse.read(reply).tokenOver(manifest());
        assertThat(token.at()).isEqualTo(TestAuthority.NOW);
        assertThat(token.signer()).contains("CN=Test stamps");
        assertThat(count()).isEqualTo(new TimestampRepository.Count(0, 1, ""));
    }

    @Test
    void askingTwiceForTheSameIsAskingOnce() throws Exception {
        want();
        round();
        want();
        round();
        assertThat(authority.asked()).isEqualTo(1);
        assertThat(count().stamped()).isEqualTo(1);
    }

    @Test
    void aCrashAfterTheFileAndBeforeTheRowCostsNoSecondQuestion() throws Exception {
        round();
        database.jdbi()
                .useHandle(handle -> handle.execute("update timestamp set state = 'pending'"));
        round();
        assertThat(authority.asked()).isEqualTo(1);
        assertThat(count().pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_ORDER, returned status 500",
        "RUBBISH, not a timestamp response",
        "WRONG_NONCE, does not match the request",
        "WRONG_IMPRINT, does not match the request",
        "OTHER_CERTIFICATE, no valid signature",
        "REJECTING, rejected the request (status 2: not today)"
    })
    void itStaysPendingWithTheReasonUntilThereIsATimestamp(Mood mood, String reason)
            throws Exception {
        authority.is(mood);
        assertThat(round().succeeded()).isFalse();
        assertThat(evidence.resolve("manifest.tsr")).doesNotExist();
        assertThat(count().pending()).isEqualTo(1);
        assertThat(count().reason()).contains(reason);
        authority.is(Mood.HONEST);
        assertThat(round().succeeded()).isTrue();
        assertThat(authority.asked()).as("it is left alone for a while").isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        round();
        assertThat(count()).isEqualTo(new TimestampRepository.Count(0, 1, ""));
    }

    @Test
    void anUnavailableAuthorityIsRetriedLessAndLessOften() throws Exception {
        authority.close();
        assertThat(round().succeeded()).isFalse();
        assertThat(count().reason()).contains("is unreachable");
        clock.advance(Duration.ofMinutes(1));
        round();
        assertThat(attempts()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(59)); // the second wait is one to two minutes
        round();
        assertThat(attempts()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(61));
        round();
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void evidenceThatWasDeletedMeanwhileNeedsNoTimestamp() throws Exception {
        DurableFiles.deleteTree(evidence);
        assertThat(round().succeeded()).isTrue();
        assertThat(authority.asked()).isZero();
        assertThat(count()).isEqualTo(new TimestampRepository.Count(0, 0, ""));
    }

    @Test
    void evidenceFromBeforeThereWasAnAuthorityIsStampedToo() throws Exception {
        database.write(handle -> handle.execute("delete from timestamp"));
        round();
        assertThat(evidence.resolve("manifest.tsr")).exists();
        assertThat(count()).isEqualTo(new TimestampRepository.Count(0, 1, ""));
    }

    @Test
    void anAuthorityInTheOwnNetworkIsAskedOnlyIfThatIsAllowed() throws Exception {
        allowPrivate = false;
        assertThat(round().succeeded()).isFalse();
        assertThat(count().reason()).contains("private network");
        assertThat(authority.asked()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "P3D, the timestamp authority's clock was 3 days behind this machine's",
        "PT2H1M, the timestamp authority's clock was 2 h 01 min behind this machine's",
        "-PT26H, the timestamp authority's clock was 1 days ahead of this machine's"
    })
    void anAuthorityWhoseClockIsOffIsAConcern(Duration off, String concern) throws Exception {
        clock.advance(Duration.between(clock.instant(), TestAuthority.NOW));
        want();
        clock.advance(off);
        database.write(handle -> handle.execute("update timestamp set due_at = 0"));
        round();
        assertThat(concerns()).anyMatch(one -> one.startsWith(concern));
    }

    @Test
    void clocksThatAgreeAreNoConcern() throws Exception {
        clock.advance(Duration.between(clock.instant(), TestAuthority.NOW).plusMinutes(5));
        database.write(handle -> handle.execute("update timestamp set due_at = 0"));
        round();
        assertThat(concerns()).noneMatch(one -> one.contains("clock"));
    }

    private List<String> concerns() throws Exception {
        try (DeskServices services =
                DeskServices.open(
                        new DeskServices.Environment(
                                Home.in(desk.home()), clock, Map.of(), "test"))) {
            return services.status().status().concerns();
        }
    }

    @Test
    void opensslBelievesItToo() throws Exception {
        round();
        assertThat(
                        Programs.output(
                                "openssl ts -verify -data %s -in %s -CAfile %s -attime %s",
                                evidence.resolve("manifest.json"),
                                evidence.resolve("manifest.tsr"),
                                authority.writeRoot(folder.resolve("root.pem")),
                                TestAuthority.NOW.getEpochSecond()))
                .contains("Verification: OK");
    }

    private void want() {
        database.write(handle -> new TimestampRepository(handle).add(sighting, clock.instant()));
    }

    private ScheduledTask.Result round() throws Exception {
        return new TimestampClient(
                        database,
                        desk.home(),
                        new TimestampAuthority(authority.address(), allowPrivate),
                        web,
                        new ServerClocks(),
                        clock,
                        new Random(1))
                .run();
    }

    private TimestampRepository.Count count() {
        return database.read(handle -> new TimestampRepository(handle).count());
    }

    private int attempts() {
        return database.read(handle ->
                handle.createQuery("select attempts from timestamp").mapTo(Integer.class).one());
    }

    private byte[] manifest() throws Exception {
        return HexFormat.of().parseHex(Sha256.of(evidence.resolve("manifest.json")));
    }
}
