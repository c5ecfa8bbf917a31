package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditHead;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private AuditService audit;

    @BeforeEach
    void threeRows() throws IOException {
        desk = new TestServices(folder);
        audit = desk.services.audit();
        for (String owner : new String[] {"anna", "ben", "cleo"}) {
            desk.services
                    .governance()
                    .change("light", new GovernanceChange(owner, null, null), owner);
        }
    }

    @Test
    void theLatestRowsAreListedWithTheirDetails() {
        assertThat(audit.list(2)).extracting(row -> row.who()).containsExactly("ben", "cleo");
        assertThat(audit.list(1).getFirst().detail().path("owner").asString()).isEqualTo("cleo");
        assertThat(audit.list(1).getFirst().hash()).isEqualTo(audit.head().hash());
        assertThatThrownBy(() -> audit.list(0)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void aLogIsIntactUntilSomebodyAltersIt() throws IOException {
        AuditHead kept = AuditService.parseHead(audit.head().toString());
        assertThat(audit.verify(kept).isIntact()).isTrue();
        assertThat(audit.verify(null).rows()).isEqualTo(3);
        try (Database database = Database.open(desk.home)) {
            database.jdbi()
                    .useHandle(handle -> {
                        handle.execute("drop trigger audit_is_never_changed");
                        handle.execute("update audit set subject = 'dark' where seq = 2");
                    });
        }
        assertThat(audit.verify(kept).findings()).anyMatch(one -> one.contains("row 2"));
    }

    @Test
    void aMalformedLogHeadIsRefused() {
        assertThatThrownBy(() -> AuditService.parseHead("x"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("NUMBER:HASH");
    }
}
