package dev.framewatch.desk.service;

import dev.framewatch.desk.api.AuditEntryDto;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The services of a home folder at a fixed time. */
final class TestServices implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final Home home;
    final DeskServices services;

    TestServices(Path directory) throws IOException {
        home = Home.in(directory);
        services = DeskServices.open(environment(home));
    }

    static DeskServices.Environment environment(Home home) {
        return new DeskServices.Environment(
                home, Clock.fixed(NOON, ZoneOffset.UTC), Map.of("PATH", ""), "test");
    }

    /** Returns the audit log as {@code actor action subject}. */
    List<String> audit() {
        return services.audit().list(100).stream().map(TestServices::line).toList();
    }

    private static String line(AuditEntryDto row) {
        return row.who() + " " + row.action() + " " + row.subject();
    }

    @Override
    public void close() {
        services.close();
    }
}
