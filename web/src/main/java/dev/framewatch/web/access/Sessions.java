package dev.framewatch.web.access;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions, and the token that opens the next one. A token is used up by its first use;
 * then there is a new one.
 */
public final class Sessions {
    private static final int SECRET_BYTES = 24;
    private static final int MAX_SESSIONS = 100;
    private static final Duration MAX_IDLE = Duration.ofHours(24);

    private final String actor;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** By the SHA-256 of their secret, so that comparing takes the same time for all. */
    private final Map<String, Session> sessions = new HashMap<>();

    private String token = secret();

    /**
     * @param actor name under which changes are recorded
     */
    public Sessions(String actor, Clock clock) {
        this.actor = actor;
        this.clock = clock;
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the token that opens the next session. */
    public synchronized String token() {
        return token;
    }

    /**
     * Opens a session.
     *
     * @param given the token, which is used up
     * @return the secret that the browser shows from now on; empty if it is another token
     */
    synchronized Optional<String> open(@Nullable String given) {
        if (given == null || !MessageDigest.isEqual(bytes(given), bytes(token))) {
            return Optional.empty();
        }
        token = secret();
        if (sessions.size() >= MAX_SESSIONS) {
            sessions.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().usedAt()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sessions::remove);
        }
        String secret = secret();
        sessions.put(Sha256.of(bytes(secret)), new Session(actor, secret(), clock.instant()));
        return Optional.of(secret);
    }

    /** Returns the session of a browser; empty if there is none, or it was idle for too long. */
    synchronized Optional<Session> of(@Nullable String secret) {
        if (secret == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.usedAt().plus(MAX_IDLE).isBefore(now));
        Optional<Session> session = Optional.ofNullable(sessions.get(Sha256.of(bytes(secret))));
        session.ifPresent(found -> found.use(now));
        return session;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
