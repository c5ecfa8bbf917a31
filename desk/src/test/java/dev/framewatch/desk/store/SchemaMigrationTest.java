package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationTest {
    private static final String VIDEO = "a".repeat(64);
    private static final List<String> ROWS_OF_VERSION_5 =
            List.of(
                    "insert into source values ('feed', 'feed', 'https://a.test', 60, 0, 1, 0, 'c',"
                            + " 2, 3, 4)",
                    "insert into poll values (1, 'feed', 5, 7, 2, null), (2, 'feed', 6, 0, 0, 'no"
                            + " answer')",
                    "insert into video values ('"
                            + VIDEO
                            + "', 9, 3.5, 'media/a', 6, null,"
                            + " 'family-1', x'0102')",
                    "insert into post values ('p1', 'web', '1', 'feed', 0, 'https://a.test/1', 'u',"
                            + " 'Ann', 'hello', '[]', 1, 2, 3, 4, 5, '{}', '', 6, 'judged', 7, 0,"
                            + " null, '"
                            + VIDEO
                            + "', 'a still', 8, null), ('p2', 'web', '2', 'feed', 0, null, '', '',"
                            + " '', '[]', null, null, null, null, null, '{}', '', 6, 'lost', 7, 0,"
                            + " 'gone', null, '', null, 99)",
                    "insert into appearance values ('p1', 'feed', 6, 2, 3, 4, 5), ('p1', 'feed', 7,"
                            + " 20, 3, 4, 5)",
                    "insert into verdict values ('"
                            + VIDEO
                            + "', 'harbour', 'd', 'match', null,"
                            + " 0.9, 0.4, 4, 10, 3, 3.5, 'share:1/3', 0.5, 8)",
                    "insert into sighting values ('s1', 'harbour', 'p1', '"
                            + VIDEO
                            + "',"
                            + " 'family-1', 'd', 0.9, 0.4, 8, 'confirmed', 'evidence/s1')",
                    "insert into review values (1, 's1', 1.5, 'confirmed', 'ann', 'sure', 9)",
                    "insert into channel values ('desk', '{\"route\":1}', '{\"wishes\":1}', 1,"
                            + " 'on', 'slow', 2, 3, 4, 5)",
                    "insert into message values (1, 'm1', 'desk', 'sighting:harbour', '{}', 8,"
                            + " 'sent', 'parcel-1', 1, null, 9)",
                    "insert into target_terms values ('harbour', 'ann', 'story', 10, 11)",
                    "insert into timestamp values ('s1', 'pending', 8, 9, 1, 'later', null, null)",
                    "insert into trend values ('harbour', 'feed', 1, null, 5, 10, 2, 100, 0.001)",
                    "insert into outage values ('feed', 3, 4, 'silent')",
                    "insert into canary values ('post', 'feed', 'pinned', 1, 2, 3, 'late')");

    @TempDir private Path home;

    private Jdbi jdbi() {
        return Jdbi.create("jdbc:sqlite:" + home.resolve("desk.db"));
    }

    private void create(int version) {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + home.resolve("desk.db"), null, null)
                .locations("classpath:dev/framewatch/desk/store/sqlite")
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    private void createVersion5() {
        create(5);
        jdbi().useHandle(handle -> {
            ROWS_OF_VERSION_5.forEach(handle::execute);
            String first = auditRow(handle, 1, "nothing before", "ann", "enrolled");
            auditRow(handle, 2, first, "ben", "reviewed");
        });
    }

    /** Appends an audit row as schema version 5 did and returns its hash. */
    private static String auditRow(
            Handle handle, int seq, String previous, String who, String action) {
        String hashed =
                String.join(
                        "\n", previous, "" + seq, "" + (100 + seq), who, action, "harbour", "{}");
        String hash = Sha256.of(hashed.getBytes(StandardCharsets.UTF_8));
        handle.execute(
                "insert into audit (seq, at, who, action, subject, detail, previous, hash) values"
                        + " (?, ?, ?, ?, 'harbour', '{}', ?, ?)",
                seq,
                100 + seq,
                who,
                action,
                previous,
                hash);
        return hash;
    }

    private static Map<String, Integer> rowCounts(Handle handle) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String table :
                handle.createQuery(
                                "select name from sqlite_master where type = 'table' and name not"
                                        + " like 'sqlite%' and name not like 'flyway%'")
                        .mapTo(String.class)
                        .list()) {
            counts.put(
                    table,
                    handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
        }
        return counts;
    }

    @Test
    void everyRowOfVersion5IsThereAfterTheMigration() throws IOException {
        createVersion5();
        Map<String, Integer> expected = jdbi().withHandle(SchemaMigrationTest::rowCounts);
        expected.remove("scheduled_tasks");
        assertThat(expected).hasSize(16).doesNotContainValue(0);
        expected.put("post_metrics", expected.remove("appearance"));

        try (Database database = Database.open(Home.in(home))) {
            Map<String, Integer> counts = database.read(SchemaMigrationTest::rowCounts);
            assertThat(counts).containsAllEntriesOf(expected);
        }
    }

    @Test
    void valuesStayWithTheirRenamedColumns() throws IOException {
        createVersion5();
        try (Database database = Database.open(Home.in(home))) {
            assertThat(
                            row(
                                    database,
                                    "select location || interval_seconds || consecutive_failures ||"
                                            + " last_success_at from source"))
                    .isEqualTo("https://a.test6034");
            assertThat(row(database, "select count(*) from source where access is null"))
                    .isEqualTo("1");
            assertThat(row(database, "select polled_at || ',' || new_items from poll where id = 1"))
                    .isEqualTo("5,2");
            assertThat(
                            row(
                                    database,
                                    "select page_url || status || missing_media from post where id"
                                            + " = 'p1'"))
                    .isEqualTo("https://a.test/1judgeda still");
            assertThat(row(database, "select erased_at from post where id = 'p2'")).isEqualTo("99");
            assertThat(row(database, "select max(observed_at) from post_metrics")).isEqualTo("7");
            assertThat(
                            row(
                                    database,
                                    "select target_sha256 || positive_fraction || positive_frames"
                                            + " || sampled_frames || created_at from verdict"))
                    .isEqualTo("d0.44108");
            assertThat(
                            row(
                                    database,
                                    "select cluster_id || target_sha256 || positive_fraction from"
                                            + " sighting"))
                    .isEqualTo("family-1d0.4");
            assertThat(row(database, "select actor || frame_seconds || created_at from review"))
                    .isEqualTo("ann1.59");
            assertThat(row(database, "select count(*) from review where seen_frames is null"))
                    .isEqualTo("1");
            assertThat(
                            row(
                                    database,
                                    "select config || filter || consecutive_failures from channel"))
                    .isEqualTo("{\"route\":1}{\"wishes\":1}2");
            assertThat(
                            row(
                                    database,
                                    "select event_key || payload || batch_id || completed_at from"
                                            + " message"))
                    .isEqualTo("sighting:harbour{}parcel-19");
            assertThat(
                            row(
                                    database,
                                    "select started_at || baseline_sightings || baseline_posts ||"
                                            + " p_value from trend"))
                    .isEqualTo("121000.001");
            assertThat(row(database, "select started_at from outage")).isEqualTo("3");
            assertThat(row(database, "select count(*) from post where response is null"))
                    .isEqualTo("2");
            assertThat(row(database, "select count(*) from timestamp where received_at is null"))
                    .isEqualTo("1");
            assertThat(row(database, "select last_passed_at || failure from canary"))
                    .isEqualTo("2late");
            assertThat(row(database, "select count(*) from pragma_foreign_key_check"))
                    .isEqualTo("0");
        }
    }

    @Test
    void postsAndMediaOfVersion5HaveNoFailuresAndNoClockIsDoubted() throws IOException {
        createVersion5();
        try (Database database = Database.open(Home.in(home))) {
            assertThat(
                            row(
                                    database,
                                    "select count(*) from post where failing_since is null and"
                                            + " failed_at is null and failure_kind is null"))
                    .isEqualTo("2");
            assertThat(
                            row(
                                    database,
                                    "select failed_scans || ',' || scan_due_at || ',' ||"
                                            + " interrupted_scans from video where scan_failure is"
                                            + " null and scan_started_at is null"))
                    .isEqualTo("0,0,0");
            assertThat(row(database, "select count(*) from concern")).isEqualTo("0");
            assertThat(row(database, "select count(*) from clean_up")).isEqualTo("0");
            assertThat(row(database, "select count(*) from pending_correction")).isEqualTo("0");
            assertThat(row(database, "select count(*) from target_narrowing")).isEqualTo("0");
        }
    }

    @Test
    void anAnswerOfVersion13IsThatOfAServerAndLosesTheQueryOfItsUrl() throws IOException {
        create(13);
        for (String url : List.of("https://a.test/feed?key=hush", "https://b.test/feed")) {
            jdbi().useHandle(handle ->
                    handle.execute(
                            "insert into response values (?, ?, 200, '{}', 1, x'00')", url, url));
        }
        try (Database database = Database.open(Home.in(home))) {
            assertThat(
                            row(
                                    database,
                                    "select group_concat(url || ifnull(program, '-') ||"
                                            + " ifnull(file, '-') || note, ' ' order by url) from"
                                            + " response"))
                    .isEqualTo("https://a.test/feed?…-- https://b.test/feed--");
        }
    }

    @Test
    void aMigrationWithALowerNumberThanTheLatestIsStillApplied() throws IOException {
        Database.open(Home.in(home)).close();
        jdbi().useHandle(handle -> {
            handle.execute("delete from flyway_schema_history where version = '17'");
            handle.execute("drop index video_being_scanned");
            handle.execute("alter table video drop column scan_started_at");
            handle.execute("alter table video drop column interrupted_scans");
        });
        try (Database database = Database.open(Home.in(home))) {
            assertThat(row(database, "select count(scan_started_at) from video")).isEqualTo("0");
        }
    }

    private static String row(Database database, String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    @Test
    void anAuditLogOfVersion5StillVerifiesAndIsStillOnlyAddedTo() throws Exception {
        createVersion5();
        try (Database database = Database.open(Home.in(home))) {
            AuditVerifier.Result result =
                    database.read(handle -> AuditVerifier.verify(handle, null));
            assertThat(result.findings()).isEmpty();
            assertThat(result.rows()).isEqualTo(2);
            for (String statement :
                    List.of(
                            "update audit set actor = 'eve' where seq = 1",
                            "delete from audit where seq = 2",
                            "insert into audit values (3, 1, 'eve', 'a', 's', '{}', 'other',"
                                    + " 'h')")) {
                assertThatThrownBy(() -> database.write(handle -> handle.execute(statement)))
                        .as(statement)
                        .hasMessageContaining("only ever added to");
            }
        }
    }

    @Test
    void aDatabaseOfALaterVersionIsRefusedByNameAndVersion() throws IOException {
        Database.open(Home.in(home)).close();
        jdbi().useHandle(handle ->
                handle.execute(
                        "insert into flyway_schema_history select installed_rank + 1, '99',"
                                + " 'later', type, 'V99__later.sql', 1, installed_by,"
                                + " installed_on, 1, 1 from flyway_schema_history order by"
                                + " installed_rank desc limit 1"));
        assertThatThrownBy(() -> Database.open(Home.in(home)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(home.resolve("desk.db") + " has schema version 99")
                .hasMessageContaining("a newer Framewatch migrated it");
    }
}
