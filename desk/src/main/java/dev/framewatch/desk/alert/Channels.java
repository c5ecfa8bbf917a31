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
import org.jdbi.v3.core.HandleConsumer;
import org.jspecify.annotations.Nullable;

/** Manages the configured channels. */
public final class Channels {
    private final Database database;
    private final Clock clock;

    public Channels(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds a channel.
     *
     * @return the channel
     * @throws ConflictException if a channel with this name exists
     */
    public Channel add(String name, ChannelConfig config, SubscriptionFilter filter) {
        return add(name, config, filter, _ -> {});
    }

    /**
     * Adds a channel.
     *
     * @param also further updates in the same transaction
     * @return the channel
     * @throws ConflictException if a channel with this name exists
     */
    public Channel add(
            String name, ChannelConfig config, SubscriptionFilter filter, Consumer<Handle> also) {
        Channel channel = new Channel(name, config, filter, Instant.ofEpochMilli(clock.millis()));
        database.write(handle -> {
            insert(handle, channel);
            also.accept(handle);
        });
        return channel;
    }

    /**
     * Adds a channel in the transaction of the caller.
     *
     * @throws ConflictException if a channel with this name exists
     */
    public static void insert(Handle handle, Channel channel) {
        int added =
                handle.execute(
                        "insert into channel (name, config, filter, added_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        channel.name(),
                        JsonColumns.text(channel.config()),
                        JsonColumns.text(channel.filter()),
                        channel.addedAt().toEpochMilli());
        if (added == 0) {
            throw taken(channel.name());
        }
    }

    private static ConflictException taken(String name) {
        return new ConflictException(
                "channel '%s' already exists; remove it first, or choose another name"
                        .formatted(name));
    }

    /**
     * Changes a channel in the transaction of the caller. Its messages are kept; it is tried again
     * at once unless it is paused.
     */
    public static void change(Handle handle, Channel channel) {
        handle.execute(
                "update channel set config = ?, filter = ?, state = case state when 'disabled' then"
                        + " 'on' else state end where name = ?",
                JsonColumns.text(channel.config()),
                JsonColumns.text(channel.filter()),
                channel.name());
        resetRetries(handle, channel.name());
    }

    /** Deletes a channel and its pending messages in the transaction of the caller. */
    public static void delete(Handle handle, String name) {
        handle.execute("delete from channel where name = ?", name);
    }

    /**
     * Returns the channel with the given name.
     *
     * @throws NotFoundException if there is none
     */
    public Channel get(String name) {
        List<Channel> all = database.read(Channels::all);
        return all.stream()
                .filter(channel -> channel.name().equals(Channel.canonicalName(name)))
                .findFirst()
                .orElseThrow(() -> notFound(name, all));
    }

    private static NotFoundException notFound(String name, List<Channel> all) {
        return new NotFoundException(
                "no channel '%s' (available: %s)"
                        .formatted(
                                name,
                                all.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ", all.stream().map(Channel::name).toList())));
    }

    /**
     * Deletes a channel and its pending messages.
     *
     * @param also further updates in the same transaction
     * @throws NotFoundException if there is no channel with this name
     */
    public void remove(String name, Consumer<Handle> also) {
        String known = get(name).name();
        database.write(handle -> {
            delete(handle, known);
            also.accept(handle);
        });
    }

    /**
     * Gives a channel another name; its messages follow.
     *
     * @param also further updates in the same transaction
     * @return the renamed channel
     * @throws NotFoundException if there is no channel with this name
     * @throws ConflictException if there is one with the other name
     */
    public <X extends Exception> Channel rename(String name, String other, HandleConsumer<X> also)
            throws X {
        Channel known = get(name);
        Channel renamed = new Channel(other, known.config(), known.filter(), known.addedAt());
        database.write(handle -> {
            if (all(handle).stream().anyMatch(one -> one.name().equals(renamed.name()))) {
                throw taken(renamed.name());
            }
            // until the messages follow, they belong to no channel
            handle.execute("pragma defer_foreign_keys = on");
            handle.execute(
                    "update channel set name = ? where name = ?", renamed.name(), known.name());
            handle.execute(
                    "update message set channel = ? where channel = ?",
                    renamed.name(),
                    known.name());
            also.useHandle(handle);
        });
        return renamed;
    }

    /**
     * Holds messages until {@link #resume}.
     *
     * @throws NotFoundException if there is no channel with this name
     */
    public void pause(String name) {
        String known = get(name).name();
        database.write(handle ->
                handle.execute("update channel set state = 'paused' where name = ?", known));
    }

    /**
     * Resumes delivery, starting now; also re-enables a disabled channel.
     *
     * @throws NotFoundException if there is no channel with this name
     */
    public void resume(String name) {
        String known = get(name).name();
        database.write(handle -> {
            handle.execute("update channel set state = 'on' where name = ?", known);
            resetRetries(handle, known);
        });
    }

    /**
     * Queues abandoned messages for another attempt.
     *
     * @return number of messages
     * @throws NotFoundException if there is no channel with this name
     */
    public int retry(String name) {
        String known = get(name).name();
        return database.writeAndGet(handle -> {
            resetRetries(handle, known);
            return handle.execute(
                    "update message set state = 'waiting', attempts = 0, completed_at = null where"
                            + " channel = ? and state = 'dead'",
                    known);
        });
    }

    private static void resetRetries(Handle handle, String name) {
        handle.execute(
                "update channel set due_at = 0, consecutive_failures = 0, failing_since = null,"
                        + " reason = null where name = ?",
                name);
    }

    /** Returns the status of all channels, ordered by name. */
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

    /** Returns the channels that messages are queued for. */
    static List<Channel> enabled(Handle handle) {
        return select(handle, "state <> 'disabled'");
    }

    /** Returns the active channels with pending messages. */
    static List<Channel> withPending(Handle handle) {
        return select(
                handle,
                "state = 'on' and exists (select 1 from message where channel = name and"
                        + " message.state = 'waiting')");
    }

    /**
     * Returns the time of the next retry of a failing channel with pending messages; empty if none.
     */
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
