package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DatabaseTest {
    @TempDir private Path home;

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute(
                                    "insert into poll (source, polled_at, items, new_items) values"
                                            + " (?, ?, ?, ?)",
                                    "feed",
                                    1L,
                                    2,
                                    3));
        }
        try (Database database = Database.open(Home.in(home))) {
            int items =
                    database.read(handle ->
                            handle.createQuery("select items from poll")
                                    .mapTo(Integer.class)
                                    .one());
            assertThat(items).isEqualTo(2);
        }
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Database.open(Home.in(home)).close();
        assertThat(Files.getPosixFilePermissions(home.resolve("desk.db")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    @Timeout(30)
    void aReadSucceedsWhileAWriteTransactionIsHeldAndSeesWhatWasCommitted() throws IOException {
        try (Database database = Database.open(Home.in(home));
                Database otherProcess = Database.open(Home.in(home))) {
            database.write(handle -> {
                insertPoll(handle);
                assertThat(database.read(DatabaseTest::polls)).isZero();
                assertThat(otherProcess.read(DatabaseTest::polls)).isZero();
            });
            assertThat(database.read(DatabaseTest::polls)).isEqualTo(1);
            assertThat(otherProcess.read(DatabaseTest::polls)).isEqualTo(1);
        }
    }

    @Test
    @Timeout(30)
    void itCanBeOpenedAndReadWhileAnotherProcessWrites() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            database.write(handle -> {
                insertPoll(handle);
                try (Database otherProcess = Database.open(Home.in(home))) {
                    assertThat(otherProcess.read(DatabaseTest::polls)).isZero();
                }
            });
        }
    }

    @Test
    @Timeout(30)
    void severalQueriesOfOneReadSeeOneState() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            database.read(handle -> {
                int before = polls(handle);
                database.write(DatabaseTest::insertPoll);
                assertThat(polls(handle)).isEqualTo(before);
                return before;
            });
            assertThat(database.read(DatabaseTest::polls)).isEqualTo(1);
        }
    }

    @Test
    @Timeout(30)
    void twoReadersRunAtOnce() throws Exception {
        try (Database database = Database.open(Home.in(home));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier bothAreReading = new CyclicBarrier(2);
            Callable<Integer> reading =
                    () ->
                            database.read(handle -> {
                                int count = polls(handle);
                                bothAreReading.await();
                                return count;
                            });
            Future<Integer> first = threads.submit(reading);
            Future<Integer> second = threads.submit(reading);
            assertThat(first.get()).isZero();
            assertThat(second.get()).isZero();
        }
    }

    @Test
    void aWriteThroughTheReadersIsRefused() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            assertThatThrownBy(() -> database.read(DatabaseTest::insertPoll))
                    .hasMessageContaining("readonly");
            assertThat(database.read(DatabaseTest::polls)).isZero();
        }
    }

    @Test
    @Timeout(30)
    void aWriteWithinAWriteJoinsIt() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            assertThatThrownBy(() ->
                            database.write(handle -> {
                                database.write(DatabaseTest::insertPoll);
                                throw new IllegalStateException("the outer one fails");
                            }))
                    .hasMessage("the outer one fails");
            assertThat(database.read(DatabaseTest::polls)).isZero();
        }
    }

    private static int insertPoll(Handle handle) {
        return handle.execute(
                "insert into poll (source, polled_at, items, new_items) values ('feed', 1, 2, 3)");
    }

    private static int polls(Handle handle) {
        return handle.createQuery("select count(*) from poll").mapTo(Integer.class).one();
    }

    @Test
    void aDamagedDatabaseIsNamedInPlainWords() throws IOException {
        Path file = Files.writeString(home.resolve("desk.db"), "no database ".repeat(1000));
        assertThatThrownBy(() -> Database.open(Home.in(home)))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": the database is damaged; replace it by a backup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE_IOERR_SHMSIZE | the disk is probably full",
                "SQLITE_FULL | the disk is probably full",
                "SQLITE_IOERR_READ | check the disk",
                "SQLITE_CORRUPT | is damaged",
                "SQLITE_CANTOPEN | check that its folder belongs to this user",
                "SQLITE_READONLY | check that it belongs to this user",
                "SQLITE_BUSY | in use by another program",
                "SQLITE_MISMATCH | the database failed (SQLITE_MISMATCH)",
            })
    void whatSqliteReportsIsSaidInPlainWords(SQLiteErrorCode code, String said) {
        Exception failure = new IllegalStateException(new SQLiteException("x", code));
        assertThat(SqliteFailure.describe(failure).orElseThrow()).contains(said);
        assertThat(SqliteFailure.describe(new IllegalStateException("x"))).isEmpty();
    }
}
