package dev.framewatch.desk.alert;

import dev.framewatch.desk.alert.ChannelStatus.DeadLetter;
import dev.framewatch.desk.alert.ChannelStatus.State;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The channels that were set up. */
public final class Channels {
    private final Database database;
    private final Clock clock;

    public Channels(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Sets one up.
     *
     * @throws ConflictException when there is one of that name
     */
    public Channel add(String name, ChannelConfig route, SubscriptionFilter wishes) {
        return add(name, route, wishes, _ -> {});
    }

    /**
     * Sets one up.
     *
     * @param also what is written in the same transaction
     * @throws ConflictException when there is one of that name
     */
    public Channel add(
            String name, ChannelConfig route, SubscriptionFilter wishes, Consumer<Handle> also) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Channel channel = new Channel(name, route, wishes, now);
        database.write(handle -> {
            int added =
                    handle.execute(
                            "insert into channel (name, config, filter, added_at) values (?, ?,"
                                    + " ?, ?) on conflict do nothing",
                            name,
                            JsonColumns.text(route),
                            JsonColumns.text(wishes),
                            now.toEpochMilli());
            if (added == 0) {
                throw new ConflictException(
                        "there is a channel '%s' already; remove it first, or choose another name"
                                .formatted(name));
            }
            also.accept(handle);
        });
        return channel;
    }

    /**
     * @throws NotFoundException when there is none of that name
     */
    public Channel get(String name) {
        List<Channel> all = database.read(Channels::all);
        return all.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name, all));
    }

    private static NotFoundException notFound(String name, List<Channel> all) {
        return new NotFoundException(
                "there is no channel '%s'; there is %s"
                        .formatted(
                                name,
                                all.isEmpty()
                                        ? "none at all yet"
                                        : String.join(
                                                ", ", all.stream().map(Channel::name).toList())));
    }

    /**
     * Forgets a channel and all that waits for it.
     *
     * @param also what is written in the same transaction
     * @throws NotFoundException when there is none of that name
     */
    public void remove(String name, Consumer<Handle> also) {
        get(name);
        database.write(handle -> {
            handle.execute("delete from channel where name = ?", name);
            also.accept(handle);
        });
    }

    /** Lets messages wait until {@link #resume}. */
    public void pause(String name) {
        get(name);
        database.write(handle ->
                handle.execute("update channel set state = 'paused' where name = ?", name));
    }

    /** Sends again, at once, what waits; also to a channel that was disabled. */
    public void resume(String name) {
        get(name);
        database.write(handle -> {
            handle.execute("update channel set state = 'on' where name = ?", name);
            resetRetries(handle, name);
        });
    }

    /**
     * Has messages that were given up tried again.
     *
     * @return how many
     */
    public int retry(String name) {
        get(name);
        return database.writeAndGet(handle -> {
            resetRetries(handle, name);
            return handle.execute(
                    "update message set state = 'waiting', attempts = 0, completed_at = null where"
                            + " channel = ? and state = 'dead'",
                    name);
        });
    }

    private static void resetRetries(Handle handle, String name) {
        handle.execute(
                "update channel set due_at = 0, consecutive_failures = 0, failing_since = null,"
                        + " reason = null where name = ?",
                name);
    }

    /** How each is doing, in the order of their names. */
    public List<ChannelStatus> statuses() {
        return database.read(handle ->
                handle.createQuery(
                                "select channel.*, (select count(*) from message where channel ="
                                        + " name and message.state = 'waiting') as waiting from"
                                        + " channel order by name")
                        .map((row, _) ->
                                status(
                                        row,
                                        new MessageRepository(handle).dead(row.getString("name"))))
                        .list());
    }

    private static ChannelStatus status(ResultSet row, List<DeadLetter> dead) throws SQLException {
        boolean failing = row.getInt("consecutive_failures") > 0;
        return new ChannelStatus(
                channel(row),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                moment(row, "failing_since"),
                failing ? moment(row, "due_at") : null,
                moment(row, "last_success_at"),
                row.getInt("waiting"),
                dead);
    }

    static List<Channel> all(Handle handle) {
        return select(handle, "1");
    }

    /** Those that messages are written for. */
    static List<Channel> enabled(Handle handle) {
        return select(handle, "state <> 'disabled'");
    }

    /** Those that something waits for. */
    static List<Channel> withPending(Handle handle) {
        return select(
                handle,
                "state = 'on' and exists (select 1 from message where channel = name and"
                        + " message.state = 'waiting')");
    }

    /** Returns when the next channel that failed, and that something waits for, is tried again. */
    static Optional<Instant> nextRetry(Handle handle, Instant now) {
        return handle.createQuery(
                        "select min(due_at) from channel where due_at > :now and state = 'on' and"
                                + " exists (select 1 from message where channel = name and"
                                + " message.state = 'waiting')")
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    private static List<Channel> select(Handle handle, String condition) {
        return handle.createQuery("select * from channel where " + condition + " order by name")
                .map((row, context) -> channel(row))
                .list();
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return new Channel(
                row.getString("name"),
                JsonColumns.config(row.getString("config")),
                JsonColumns.filter(row.getString("filter")),
                Instant.ofEpochMilli(row.getLong("added_at")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
