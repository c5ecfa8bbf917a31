package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir private Path home;

    @Test
    void what_was_written_is_there_when_it_is_opened_again() throws IOException {
        try (Database database = Database.open(home)) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute(
                                    "insert into poll (source, at, items, fresh) values (?,"
                                            + " ?, ?, ?)",
                                    "feed",
                                    1L,
                                    2,
                                    3));
        }
        try (Database database = Database.open(home)) {
            int items =
                    database.jdbi()
                            .withHandle(handle ->
                                    handle.createQuery("select items from poll")
                                            .mapTo(Integer.class)
                                            .one());
            assertThat(items).isEqualTo(2);
        }
    }

    @Test
    void nobody_else_may_read_it() throws IOException {
        Database.open(home).close();
        assertThat(Files.getPosixFilePermissions(home.resolve("desk.db")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
