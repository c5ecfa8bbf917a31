package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.verdict.LightTargets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeChangesTest {
    @TempDir private Path home;

    private Path targets;
    private Database database;
    private Database otherProcess;
    private HomeChanges changes;

    @BeforeEach
    void aHome() throws Exception {
        targets = home.resolve("targets");
        LightTargets.in(targets, "light", 0).close();
        database = Database.open(Home.in(home));
        otherProcess = Database.open(Home.in(home));
        changes = new HomeChanges(database, new TargetStore(targets));
    }

    @AfterEach
    void closed() throws Exception {
        changes.close();
        otherProcess.close();
        database.close();
    }

    private static void write(Database database) {
        database.write(handle ->
                handle.execute(
                        "insert into canary (kind, subject, value, added_at) values"
                                + " ('post', 'feed', hex(randomblob(8)), 0)"));
    }

    @Test
    void aCommitIsFoundOnceWhoeverMadeIt() throws Exception {
        assertThat(changes.hasChanged()).isFalse();
        write(otherProcess);
        assertThat(changes.hasChanged()).isTrue();
        assertThat(changes.hasChanged()).isFalse();
        write(database);
        assertThat(changes.hasChanged()).isTrue();
        assertThat(changes.hasChanged()).isFalse();
    }

    @Test
    void readingAndATransactionThatChangesNothingAreNoChange() throws Exception {
        otherProcess
                .jdbi()
                .useTransaction(
                        handle -> handle.execute("delete from canary where subject = 'none'"));
        database.read(
                handle -> handle.createQuery("select 1 from source").mapTo(Integer.class).list());
        assertThat(changes.hasChanged()).isFalse();
    }

    @Test
    void aTargetThatComesChangesOrGoesIsFound() throws Exception {
        LightTargets.in(targets, "dark", 0).close();
        assertThat(changes.hasChanged()).isTrue();
        Path file = new TargetStore(targets).file("dark");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(changes.hasChanged()).isTrue();
        Files.delete(file);
        assertThat(changes.hasChanged()).isTrue();
        assertThat(changes.hasChanged()).isFalse();
    }
}
