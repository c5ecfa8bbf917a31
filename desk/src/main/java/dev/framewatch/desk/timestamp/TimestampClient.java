package dev.framewatch.desk.timestamp;

import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.timestamp.TimestampRepository.Pending;
import dev.framewatch.desk.watch.ScheduledTask;
import dev.framewatch.desk.watch.TimestampAuthority;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests pending timestamps from an authority (RFC 3161). The complete response is stored as
 * manifest.tsr next to the manifest, so that other programs can verify it, and then recorded in the
 * database. After a crash in between, the stored file is used instead of a new request.
 */
public final class TimestampClient implements ScheduledTask.Work {
    private static final Logger LOG = LoggerFactory.getLogger(TimestampClient.class);
    private static final int BATCH_SIZE = 20;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final RetryPolicy RETRIES =
            RetryPolicy.of(Duration.ofMinutes(1), Duration.ofHours(6));
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type", "application/timestamp-query",
                    "Accept", "application/timestamp-reply");

    private final Database database;
    private final Path home;
    private final TimestampAuthority authority;
    private final WebClients web;
    private final ServerClocks servers;
    private final Clock clock;
    private final RandomGenerator random;
    private boolean earlierIsQueued;

    /**
     * @param servers receives the clock of the authority, as its timestamps state it
     * @param random secure random generator for nonces and jitter
     */
    public TimestampClient(
            Database database,
            Path home,
            TimestampAuthority authority,
            WebClients web,
            ServerClocks servers,
            Clock clock,
            RandomGenerator random) {
        this.database = database;
        this.home = home;
        this.authority = authority;
        this.web = web;
        this.servers = servers;
        this.clock = clock;
        this.random = random;
    }

    /** Returns this client as a recurring task of the watch. */
    public ScheduledTask task() {
        return new ScheduledTask("timestamps", INTERVAL, true, this);
    }

    /** Thrown if the authority is unavailable, so that further requests are pointless for now. */
    private static final class AuthorityUnavailableException extends Exception {
        private final transient @Nullable Duration retryAfter;

        AuthorityUnavailableException(
                String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }
    }

    @Override
    public ScheduledTask.Result run() throws IOException {
        Instant now = clock.instant();
        queueEarlierEvidence(now);
        List<Pending> due =
                database.read(handle -> new TimestampRepository(handle).due(now, BATCH_SIZE));
        boolean succeeded = true;
        for (Pending one : due) {
            try {
                succeeded &= stamp(one);
            } catch (AuthorityUnavailableException e) {
                postpone(one, String.valueOf(e.getMessage()), e.retryAfter, true);
                return new ScheduledTask.Result(false, false, untilNextDue());
            }
        }
        return new ScheduledTask.Result(
                succeeded, succeeded && due.size() == BATCH_SIZE, untilNextDue());
    }

    /** Queues the evidence of sightings from before there was an authority. */
    private void queueEarlierEvidence(Instant now) {
        if (!earlierIsQueued) {
            database.write(handle -> new TimestampRepository(handle).addMissing(now));
            earlierIsQueued = true;
        }
    }

    private @Nullable Duration untilNextDue() {
        return database.read(handle -> new TimestampRepository(handle).nextDue())
                .map(next -> Duration.between(clock.instant(), next))
                .orElse(null);
    }

    private boolean stamp(Pending one) throws IOException, AuthorityUnavailableException {
        Path folder = home.resolve(one.evidence());
        Path manifest = folder.resolve(EvidenceManifest.NAME);
        if (one.evidence().isEmpty() || !Files.isRegularFile(manifest)) {
            database.write(handle ->
                    new TimestampRepository(handle)
                            .markVoid(
                                    one.sighting(),
                                    "the evidence was deleted before a timestamp was obtained"));
            return true;
        }
        byte[] sha256 = HexFormat.of().parseHex(Sha256.of(manifest));
        Path file = folder.resolve(EvidenceManifest.TIMESTAMP_FILE);
        TimestampToken token = storedToken(file, sha256);
        try {
            if (token == null) {
                token = requestToken(sha256, file);
            }
        } catch (InvalidTimestampException e) {
            if (!e.isDeclined()) {
                throw new AuthorityUnavailableException(String.valueOf(e.getMessage()), null, e);
            }
            postpone(one, String.valueOf(e.getMessage()), null, false);
            return false;
        }
        TimestampToken found = token;
        database.write(handle ->
                new TimestampRepository(handle)
                        .markStamped(one.sighting(), found, clock.instant()));
        LOG.atInfo()
                .addKeyValue("sighting", one.sighting())
                .addKeyValue("attempt", one.attempts() + 1)
                .log("timestamp recorded");
        return true;
    }

    /** Returns a valid timestamp stored before a crash, or null. */
    private static @Nullable TimestampToken storedToken(Path file, byte[] sha256)
            throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > TimestampResponse.MAX_BYTES) {
            return null;
        }
        try {
            return TimestampResponse.read(BoundedFile.bytes(file, TimestampResponse.MAX_BYTES))
                    .tokenOver(sha256);
        } catch (InvalidTimestampException e) {
            return null;
        }
    }

    private TimestampToken requestToken(byte[] sha256, Path file)
            throws IOException, InvalidTimestampException, AuthorityUnavailableException {
        TimestampRequest request = new TimestampRequest(sha256, random);
        WebResponse response = send(request);
        TimestampToken token = TimestampResponse.read(response.body()).tokenFor(request);
        servers.record(response, token.at());
        AtomicFile.write(file, response.body());
        return token;
    }

    private WebResponse send(TimestampRequest request) throws AuthorityUnavailableException {
        try {
            WebResponse response =
                    web.allowing(authority.allowPrivate())
                            .post(
                                    authority.url(),
                                    HEADERS,
                                    request.encoded(),
                                    TimestampResponse.MAX_BYTES);
            if (response.status() != 200) {
                throw new AuthorityUnavailableException(
                        "the timestamp authority returned status " + response.status(),
                        response.retryAfter().orElse(null),
                        null);
            }
            return response;
        } catch (IOException e) {
            throw new AuthorityUnavailableException(
                    "the timestamp authority is unreachable: "
                            + e.getMessage()
                            + (e instanceof AddressBlockedException
                                    ? "; see timestamp_allow_private in watch.yaml"
                                    : ""),
                    null,
                    e);
        }
    }

    private void postpone(
            Pending one, String reason, @Nullable Duration retryAfter, boolean authorityDown) {
        Instant due = clock.instant().plus(RETRIES.delay(one.attempts() + 1, retryAfter, random));
        LOG.atWarn()
                .addKeyValue("sighting", one.sighting())
                .addKeyValue("attempt", one.attempts() + 1)
                .addKeyValue("retryAt", due)
                .addKeyValue("reason", reason)
                .log("timestamp postponed");
        database.write(handle -> {
            TimestampRepository table = new TimestampRepository(handle);
            table.postpone(one.sighting(), reason, due);
            if (authorityDown) {
                table.postponeAll(due);
            }
        });
    }
}
