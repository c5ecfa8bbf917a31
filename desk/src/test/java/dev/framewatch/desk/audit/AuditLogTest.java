package dev.framewatch.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.store.Database;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir private Path home;

    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00.123Z");
    @AutoClose private Database database;

    @BeforeEach
    void fiveRows() throws IOException {
        database = Database.open(Home.in(home));
        for (int i = 1; i <= 5; i++) {
            append("target-" + i);
        }
    }

    @Test
    void rowsAreNumberedAndEachNamesTheHashOfTheOneBefore() {
        List<AuditEntry> rows = rows();
        assertThat(rows).extracting(AuditEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).previousHash()).isEqualTo(rows.get(i - 1).hash());
        }
        assertThat(check(null).isIntact()).isTrue();
        assertThat(check(null).rows()).isEqualTo(5);
    }

    @Test
    void aHashCanBeRecomputedFromTheRow() {
        AuditEntry row = rows().get(1);
        String text =
                row.previousHash()
                        + "\n2\n1772366400123\nanna\ntrained\ntarget-2\n"
                        + "{\"count\":2,\"threshold\":\"balanced\"}";
        assertThat(row.hash()).isEqualTo(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatWasRolledBackIsNotInIt() {
        assertThatThrownBy(() ->
                        database.write(handle -> {
                            append(handle, "never");
                            throw new IllegalStateException("no");
                        }))
                .hasMessage("no");
        assertThat(rows()).hasSize(5);
        assertThat(check(null).isIntact()).isTrue();
    }

    @Test
    void anEntryIsWrittenInTheTransactionOfItsEvent() {
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> append(handle, "alone")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteARowOrToPutOneElsewhere() {
        for (String statement :
                List.of(
                        "update audit set actor = 'ben' where seq = 2",
                        "delete from audit where seq = 5",
                        "insert into audit select 9, created_at, actor, action, subject, detail,"
                                + " previous_hash, hash from audit where seq = 5",
                        "insert or replace into audit select seq, created_at, 'ben', action,"
                            + " subject, detail, previous_hash, hash from audit where seq = 5")) {
            assertThatThrownBy(() -> sql(statement))
                    .as(statement)
                    .hasMessageContaining("only ever added to");
        }
        assertThat(check(null).isIntact()).isTrue();
    }

    @Test
    void aRowThatWasChangedIsNamed() {
        unlocked("update audit set actor = 'ben' where seq = 3");
        assertThat(check(null).findings())
                .containsExactly("row 3 was altered: its hash does not match its content");
        assertThat(check(null).isIntact()).isFalse();
    }

    @Test
    void aRowThatWasRemovedIsNamed() {
        unlocked("delete from audit where seq = 2");
        assertThat(check(null).findings()).containsExactly("row 2 is missing");
    }

    @Test
    void aRowThatWasExchangedWithItsHashComputedAnewIsNamedByTheNext() {
        AuditEntry third = rows().get(2);
        AuditEntry forged =
                AuditEntry.after(
                        new AuditHead(2, third.previousHash()),
                        third.createdAt(),
                        "ben",
                        third.action(),
                        third.subject(),
                        third.detail());
        unlocked("update audit set actor = 'ben', hash = '" + forged.hash() + "' where seq = 3");
        assertThat(check(null).findings())
                .containsExactly("row 4 does not follow row 3: one of them was replaced");
    }

    @Test
    void aRowThatWasSlippedInIsNoticed() {
        unlocked(
                "insert into audit select 6, created_at, actor, action, 'slipped in', detail,"
                        + " previous_hash, hash from audit where seq = 5");
        assertThat(check(null).findings())
                .anyMatch(finding -> finding.startsWith("row 6 does not follow row 5"))
                .anyMatch(finding -> finding.startsWith("row 6 was altered"));
    }

    @Test
    void rowsCutOffAtTheEndAreMissedByTheFileBesideTheDatabase() throws IOException {
        unlocked("delete from audit where seq > 3");
        assertThat(check(null).findings())
                .containsExactly("rows 4 to 5 are missing: the log was truncated");
        Files.delete(home.resolve("audit-head.txt"));
        assertThat(check(null).isIntact()).isTrue();
        assertThat(check(null).notes()).anyMatch(note -> note.contains("would go undetected"));
    }

    @Test
    void theLastRowAloneCutOffIsMissedByTheFileBesideTheDatabase() {
        unlocked("delete from audit where seq = 5");
        assertThat(check(null).findings())
                .containsExactly("row 5 is missing: the log was truncated");
    }

    @Test
    void theLastRowAloneCutOffIsMissedByAnEndThatWasKeptElsewhere() throws IOException {
        AuditHead kept = check(null).head();
        unlocked("delete from audit where seq = 5");
        Files.delete(home.resolve("audit-head.txt"));
        assertThat(check(kept).findings())
                .containsExactly("row 5 is missing: the log was truncated");
    }

    @Test
    void aLogOfWhichEveryRowWasCutOffIsMissed() {
        unlocked("delete from audit");
        assertThat(check(null).findings())
                .containsExactly("rows 1 to 5 are missing: the log was truncated");
        assertThat(check(null).rows()).isZero();
    }

    @Test
    void aSavedHeadOfAShorterLogIsNotAFinding() {
        AuditHead kept = check(null).head();
        append("one more");
        assertThat(check(kept).findings()).isEmpty();
        assertThat(check(kept).notes()).isEmpty();
        assertThat(check(kept).head().seq()).isEqualTo(6);
    }

    @Test
    void anEndThatWasKeptElsewhereShowsALogWhoseHashesWereAllComputedAnew() throws IOException {
        AuditHead kept = check(null).head();
        unlocked("delete from audit");
        for (int i = 1; i <= 5; i++) {
            append("other-" + i);
        }
        Files.delete(home.resolve("audit-head.txt"));
        assertThat(check(null).isIntact()).isTrue();
        assertThat(check(AuditHead.parse(kept.toString())).findings())
                .singleElement()
                .asString()
                .startsWith("row 5 does not match the saved head");
    }

    @Test
    void aForgedHeadFileHidesNothing() throws IOException {
        Files.writeString(home.resolve("audit-head.txt"), "7:nonsense");
        append("one more");
        assertThat(check(null).findings())
                .singleElement()
                .asString()
                .contains("audit-head.txt was changed");
    }

    @Test
    void triggersThatWereRemovedAreNamed() {
        sql("drop trigger audit_is_never_deleted");
        assertThat(check(null).findings())
                .singleElement()
                .asString()
                .contains("audit_is_never_deleted");
    }

    @Test
    void namesOfSeveralLinesBecomeOne() {
        append("a\nb");
        assertThat(rows().getLast().subject()).isEqualTo("a b");
        assertThat(check(null).isIntact()).isTrue();
    }

    private void append(String subject) {
        database.write(handle -> append(handle, subject));
    }

    private void append(Handle handle, String subject) {
        AuditLog.append(
                handle,
                clock,
                "anna",
                AuditAction.TRAINED,
                subject,
                Map.of("threshold", "balanced", "count", 2));
    }

    private List<AuditEntry> rows() {
        return database.read(handle -> AuditLog.latest(handle, 100));
    }

    private AuditVerifier.Result check(@Nullable AuditHead expected) {
        try {
            return database.writeAndGet(handle -> AuditVerifier.verify(handle, expected));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void sql(String statement) {
        database.jdbi().useHandle(handle -> handle.execute(statement));
    }

    /** Executes a statement without the protecting triggers, like an attacker with write access. */
    private void unlocked(String statement) {
        database.write(handle -> {
            List<String> triggers =
                    handle.createQuery(
                                    "select sql from sqlite_master where type ="
                                            + " 'trigger' and tbl_name = 'audit'")
                            .mapTo(String.class)
                            .list();
            handle.execute("drop trigger audit_is_never_changed");
            handle.execute("drop trigger audit_is_never_deleted");
            handle.execute("drop trigger audit_is_added_to_at_its_end");
            handle.execute(statement);
            triggers.forEach(handle::execute);
        });
    }
}
