package dev.framewatch.desk.source.command;

import dev.framewatch.desk.command.CommandSpec;
import dev.framewatch.desk.command.PostField;
import dev.framewatch.desk.command.ResultRow;
import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Hashtags;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.post.PostMedia;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts a row to a post, using the field mapping of the command's YAML file. */
record RowPost(CommandSpec command) {
    /** Larger times are milliseconds: in seconds, this is the year 5138. */
    private static final double MAX_SECONDS = 1e11;

    /** Returns the post, or empty if the row has no usable id. */
    Optional<Post> of(ResultRow row, PostMedia media) {
        try {
            String caption = text(row, PostField.CAPTION);
            return Optional.of(
                    new Post(
                            command.platform(),
                            text(row, PostField.ID),
                            page(row),
                            new Author(text(row, PostField.AUTHOR_ID), text(row, PostField.AUTHOR)),
                            caption,
                            Hashtags.of(texts(row, PostField.HASHTAGS), caption),
                            postedAt(text(row, PostField.POSTED_AT)),
                            new Counters(
                                    count(row, PostField.VIEWS),
                                    count(row, PostField.LIKES),
                                    count(row, PostField.SHARES),
                                    count(row, PostField.COMMENTS)),
                            media,
                            row.json().toString()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns whether the row has a date that cannot be read. */
    boolean hasUnreadableDate(ResultRow row) {
        String text = text(row, PostField.POSTED_AT);
        return !text.isEmpty() && postedAt(text) == null;
    }

    private List<String> texts(ResultRow row, PostField field) {
        String path = command.fields().getOrDefault(field, "");
        return path.isEmpty() ? List.of() : row.texts(path);
    }

    private String text(ResultRow row, PostField field) {
        String path = command.fields().getOrDefault(field, "");
        return path.isEmpty() ? "" : row.text(path).orElse("").strip();
    }

    private @Nullable URI page(ResultRow row) {
        String text = text(row, PostField.PAGE);
        try {
            return text.isEmpty() ? null : UrlParser.of(text);
        } catch (AddressBlockedException _) {
            return null;
        }
    }

    private @Nullable Long count(ResultRow row, PostField field) {
        BigDecimal number = number(text(row, field));
        return number == null || number.signum() < 0 || number.precision() > 18
                ? null
                : number.longValue();
    }

    /** Parses seconds or milliseconds since 1970, or ISO 8601; null if none of these. */
    static @Nullable Instant postedAt(String text) {
        BigDecimal number = number(text);
        try {
            if (number != null) {
                double value = number.doubleValue();
                return Instant.ofEpochMilli(
                        Math.round(Math.abs(value) > MAX_SECONDS ? value : value * 1000));
            }
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,9})?") ? new BigDecimal(text) : null;
    }
}
