package dev.framewatch.desk.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditEntry;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernanceRepositoryTest {
    @TempDir private Path home;

    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");
    @AutoClose private Database database;

    @BeforeEach
    void opened() throws IOException {
        database = Database.open(Home.in(home));
    }

    @Test
    void aTargetWithoutTermsNeverExpires() {
        assertThat(expired("trump", "2999-01-01T00:00:00Z")).isFalse();
    }

    @Test
    void itIsWatchedForToTheEndOfItsLastDayInUtc() {
        change(new GovernanceChange("Anna", "election desk", "2026-12-31"));
        assertThat(expired("trump", "2026-12-31T23:59:59.999Z")).isFalse();
        assertThat(expired("trump", "2027-01-01T00:00:00Z")).isTrue();
        assertThat(expired("other", "2027-01-01T00:00:00Z")).isFalse();
        assertThat(terms().lastDay()).isEqualTo("2026-12-31");
    }

    @Test
    void unspecifiedFieldsAreUnchanged() {
        change(new GovernanceChange("Anna", "election desk", "2026-12-31"));
        change(new GovernanceChange(null, "after the election", null));
        assertThat(terms())
                .isEqualTo(
                        new TargetGovernance(
                                "Anna",
                                "after the election",
                                Instant.parse("2027-01-01T00:00:00Z")));
        change(new GovernanceChange(null, null, "never"));
        assertThat(terms().expires()).isNull();
    }

    @Test
    void everyChangeIsInTheAuditLogAndNoChangeIsNot() {
        change(new GovernanceChange("Anna", null, "2026-12-31"));
        change(new GovernanceChange("Anna", null, null));
        List<AuditEntry> rows = database.read(handle -> AuditLog.latest(handle, 10));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().action()).isEqualTo("terms-set");
        assertThat(rows.getFirst().subject()).isEqualTo("trump");
        assertThat(rows.getFirst().detail())
                .isEqualTo("{\"expires\":\"2026-12-31\",\"owner\":\"Anna\",\"reason\":\"\"}");
    }

    @Test
    void anInvalidDateIsRefusedWithTheExpectedFormat() {
        assertThatThrownBy(() -> new GovernanceChange(null, null, "31.12.2026"))
                .hasMessageContaining("31.12.2026")
                .hasMessageContaining("2026-12-31");
    }

    private void change(GovernanceChange change) {
        database.write(
                handle -> new GovernanceRepository(handle).change("trump", change, clock, "anna"));
    }

    private TargetGovernance terms() {
        return asked(table -> table.get("trump"));
    }

    private boolean expired(String target, String at) {
        return asked(table -> table.isExpired(target, Instant.parse(at)));
    }

    private <T> T asked(Function<GovernanceRepository, T> question) {
        return database.read(handle -> question.apply(new GovernanceRepository(handle)));
    }
}
