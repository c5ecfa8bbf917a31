package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.home.Home;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every SQL statement of the desk, found as a constant of a class, reads only the rows that it
 * needs, however many posts there are: without statistics, which the desk never collects, SQLite's
 * plans do not depend on their number.
 */
class QueryPlanTest {
    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(select|insert|update|delete|with|replace)\\s.*", Pattern.DOTALL);

    /** Tables with a row per source, target, channel, canary or problem. */
    private static final Set<String> SMALL =
            Set.of(
                    "source",
                    "channel",
                    "canary",
                    "clean_up",
                    "concern",
                    "target_terms",
                    "pending_correction",
                    "accepted",
                    "json_each",
                    "outage",
                    "sqlite_master");

    /** Indexes of the few rows that are being worked on. */
    private static final Set<String> SMALL_INDEXES =
            Set.of("video_being_scanned", "message_waiting");

    /** Beginnings of the statements that read a whole table or index, with the reason. */
    private static final Map<String, String> NAMED =
            Map.ofEntries(
                    Map.entry("select * from (select * from audit order by seq", "the last rows"),
                    Map.entry("select coalesce(max(id), 0) from event", "the last row"),
                    Map.entry("select * from audit order by seq", "verification reads every row"),
                    Map.entry("select count(*) from audit", "verification"),
                    Map.entry("select count(*) from message where", "a page states the total"),
                    Map.entry("select count(*) from poll where", "a page states the total"),
                    Map.entry("select count(*) from post where true", "a page states the total"),
                    Map.entry("select count(*) from sighting", "a page states the total"),
                    Map.entry("select path from video where path is not null", "once, at start"),
                    Map.entry(
                            "select coalesce(sum(bytes), 0) from video where path",
                            "media on disk, which the quota bounds"),
                    Map.entry(
                            "select (select count(*) from post where status = 'found')",
                            "media on disk, which the quota bounds"),
                    Map.entry(
                            "update post set status = 'fetched', attempts = 0",
                            "on request; media on disk, which the quota bounds"),
                    Map.entry("select max(failed_at) from post", "once, at start"),
                    Map.entry("select max(polled_at) from poll", "once, at start"),
                    Map.entry(
                            "update video set scan_due_at = scan_due_at - :step",
                            "only if the clock is set back"),
                    Map.entry(
                            "insert into timestamp (sighting, state, requested_at, due_at) select",
                            "once, at start"),
                    Map.entry(
                            "select count(*) filter (where state = 'pending')",
                            "a count of timestamps, of which a match has one"),
                    Map.entry("delete from response where not exists", "an answer per poll"),
                    Map.entry(
                            "select exists (select 1 from verdict where target = :name)",
                            "on request, of a name that is no target's"),
                    Map.entry(
                            "select coalesce(sum(length(body)), 0) from response",
                            "answers that are kept, which the quota bounds"),
                    Map.entry(
                            "select coalesce(sum(bytes), 0) from storyboard",
                            "storyboards on disk, which the quota bounds"),
                    Map.entry("select video from storyboard", "once, at start"),
                    Map.entry(
                            "select 'alert ' || name from channel",
                            "on request, when a target is renamed"),
                    Map.entry(
                            "select count(*) from verdict where target = :name",
                            "on request, when a target is renamed"),
                    Map.entry(
                            "select exists (select 1 from post where source = :name) or exists",
                            "on request, when a source is renamed"),
                    Map.entry(
                            "update post_metrics set source = :new",
                            "on request, when a source is renamed"),
                    Map.entry(
                            "update trend set source = :new",
                            "on request, when a source is renamed"),
                    Map.entry("select sighting.*, (select count(*)", "an export has every row"),
                    Map.entry("select * from (select sighting.*, row_number()", "the review queue"),
                    Map.entry("select id, exists (select 1 from unsure", "the review queue"),
                    Map.entry("select count(*) from (select sighting.*", "the review queue"),
                    Map.entry("select sighting.*, row_number()", "the review queue"));

    /** Statements about a table that is named when they run, of a clock that was set back. */
    private static final String ANY_TABLE = "update <table>";

    /** A table that several statements begin with. */
    private static final String BEGINNING = "with recursive accepted .* = accepted[.]sha256[)]";

    @TempDir private static Path home;

    private static Database database;

    @BeforeAll
    static void aDatabase() throws IOException {
        database = Database.open(Home.in(home));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Returns every statement, with the class that contains it. */
    private static Map<String, String> statements() throws IOException, URISyntaxException {
        Path classes =
                Path.of(Database.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, String> statements = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev/framewatch/desk"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof StringEntry text
                            && STATEMENT.matcher(text.stringValue()).matches()) {
                        statements.put(
                                text.stringValue().replaceAll("\\s+", " ").strip(),
                                String.valueOf(file.getFileName()));
                    }
                }
            }
        }
        return statements;
    }

    /** Parts that are added when a statement runs are left out; most narrow a selection down. */
    private static List<String> plan(Handle handle, String statement) throws SQLException {
        String complete = statement.replaceAll("<\\w+>", "?").replaceAll(":\\w+", "?");
        try {
            return explain(handle, complete.replace("\u0001", ""));
        } catch (SQLException e) {
            try {
                return explain(handle, complete.replace("\u0001", "true"));
            } catch (SQLException again) {
                throw new SQLException(statement, again);
            }
        }
    }

    private static List<String> explain(Handle handle, String statement) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Statement query = handle.getConnection().createStatement();
                ResultSet rows = query.executeQuery("explain query plan " + statement)) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    /** Whether a step of a plan reads a whole table, or all of an index. */
    private static boolean readsAll(String step) {
        String[] words = step.split(" ", -1);
        boolean reads = words[0].equals("SCAN") || step.matches("SEARCH \\w+( .*INDEX \\w+)?");
        return reads
                && words[1].matches("[a-z_]+")
                && !SMALL.contains(words[1])
                && !SMALL_INDEXES.contains(words[words.length - 1]);
    }

    /** A selection in the order of an index ends at its limit. */
    private static boolean isLimited(String statement, List<String> steps) {
        return statement.matches(".* limit (\\?|:\\w+|1)( .*)?")
                && steps.stream().noneMatch(step -> step.equals("USE TEMP B-TREE FOR ORDER BY"));
    }

    @Test
    void noStatementReadsAWholeTableUnlessItIsNamed() throws Exception {
        List<String> unnamed = new ArrayList<>();
        Set<String> unused = new TreeSet<>(NAMED.keySet());
        for (Map.Entry<String, String> entry : statements().entrySet()) {
            String statement = entry.getKey();
            if (statement.startsWith(ANY_TABLE) || statement.matches(BEGINNING)) {
                continue;
            }
            List<String> steps = database.jdbi().withHandle(handle -> plan(handle, statement));
            boolean readsAll = steps.stream().anyMatch(QueryPlanTest::readsAll);
            boolean isNamed =
                    NAMED.keySet().stream()
                                    .filter(statement::startsWith)
                                    .map(unused::remove)
                                    .count()
                            > 0;
            if (readsAll && !isNamed && !isLimited(statement, steps)) {
                unnamed.add(entry.getValue() + ": " + statement + " -> " + steps);
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(unused).as("named, but not among the statements").isEmpty();
    }

    @Test
    void theStatementsAreFound() throws Exception {
        assertThat(statements()).hasSizeGreaterThan(150);
        assertThat(statements().values())
                .contains("PostRepository.class", "Retention.class", "CountRepository.class");
    }

    /** SQLite looks for the rows that refer to one that is changed or deleted. */
    @Test
    void whatRefersToAnotherTableIsIndexed() {
        List<String> missing =
                database.read(handle ->
                        handle.createQuery(
                                        """
                                        select m.name || '.' || k."from" from sqlite_master m,
                                            pragma_foreign_key_list(m.name) k
                                        where m.type = 'table' and not exists (select 1
                                            from pragma_index_list(m.name) i,
                                                pragma_index_info(i.name) c
                                            where c.seqno = 0 and c.name = k."from")\
                                        """)
                                .mapTo(String.class)
                                .list());
        assertThat(missing).isEmpty();
    }
}
