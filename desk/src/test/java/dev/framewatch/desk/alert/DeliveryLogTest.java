package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.log.LogCapture;
import dev.framewatch.log.LogLevel;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryLogTest {
    @TempDir private Path home;

    @Test
    void aFailedDeliveryHasALineWithItsChannelMessageAndAttempt()
            throws IOException, InterruptedException {
        MutableClock clock = new MutableClock("2026-03-02T10:15:00Z");
        try (Database database = Database.open(Home.in(home));
                LogCapture log = LogCapture.json(LogLevel.INFO)) {
            new Channels(database, clock)
                    .add(
                            "desk",
                            new ChannelConfig.Command(List.of("true"), Duration.ofSeconds(5)),
                            SubscriptionFilter.all(ZoneOffset.UTC));
            database.write(handle -> new Outbox(clock).announce(handle, Events.outage()));
            Sender refusing =
                    (_, _) -> {
                        throw new DeliveryException(
                                DeliveryException.FailureKind.MAY_RECOVER, "nobody answers", null);
                    };
            new Delivery(database, clock, refusing).deliverDue();
            assertThat(log.json("delivery failed"))
                    .hasSize(1)
                    .allSatisfy(line -> {
                        assertThat(line.get("channel").asString()).isEqualTo("desk");
                        assertThat(line.get("message").asString()).isNotBlank();
                        assertThat(line.get("attempt").asInt()).isEqualTo(1);
                        assertThat(line.get("error").asString()).contains("nobody answers");
                    });
        }
    }
}
