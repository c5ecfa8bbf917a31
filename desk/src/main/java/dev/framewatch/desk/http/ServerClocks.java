package dev.framewatch.desk.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * Compares the clock of this machine with those of the servers that have answered, by the Date
 * header of their last answer, or by its timestamp. A cached answer is as old as its Age header
 * says. Servers on this machine tell nothing, as they have the same clock. Thread-safe.
 */
public final class ServerClocks {
    private static final int MAX_SERVERS = 64;

    /** Servers without a clock of their own begin at 1970 or at the date of their firmware. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private final Map<String, Duration> offsets = new LinkedHashMap<>();

    /** Records the clock of the server that sent an answer. */
    public void record(WebResponse answer) {
        Instant date = DateUtils.parseStandardDate(answer.header("date").orElse(""));
        if (date == null) {
            return;
        }
        String age = answer.header("age").orElse("").strip();
        if (age.matches("\\d{1,9}")) {
            date = date.plusSeconds(Long.parseLong(age));
        }
        record(answer, date);
    }

    /**
     * Records the clock of the server that sent an answer.
     *
     * @param date time at which it was written
     */
    public synchronized void record(WebResponse answer, Instant date) {
        if (date.isBefore(EARLIEST) || isOnThisMachine(answer.url())) {
            return;
        }
        String server = String.valueOf(answer.url().getAuthority());
        offsets.remove(server);
        offsets.put(server, Duration.between(date, answer.receivedAt()));
        if (offsets.size() > MAX_SERVERS) {
            offsets.remove(offsets.keySet().iterator().next());
        }
    }

    private static boolean isOnThisMachine(URI url) {
        String host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /**
     * Returns how far the clock of this machine is ahead of that of the median server, negative if
     * it is behind; empty if none has stated its time. Of two median servers the nearer one counts.
     */
    public synchronized Optional<Duration> offset() {
        if (offsets.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = offsets.values().stream().sorted().toList();
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        Duration upper = sorted.get(sorted.size() / 2);
        return List.of(lower, upper).stream().min(Comparator.comparing(Duration::abs));
    }

    /** Forgets all servers, as the clock of this machine has been set. */
    public synchronized void clear() {
        offsets.clear();
    }
}
