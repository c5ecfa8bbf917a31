package dev.framewatch.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.testing.MutableClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibleDatesTest {
    private static final MutableClock NOON = new MutableClock("2026-05-04T12:00:00Z");

    private static Post post(String id, String date) {
        return new Post(
                "web",
                id,
                null,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                Instant.parse(date),
                Post.Counters.UNKNOWN,
                new PostMedia.None("of a test"),
                "");
    }

    private static Source.Batch poll(Post... posts) throws Exception {
        Source source = cursor -> new Source.Batch(Arrays.asList(posts), cursor, List.of("kept"));
        return new PlausibleDates(source, NOON).poll("");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T12:00:00Z, true",
        "2026-05-05T12:00:00Z, true",
        "2026-05-05T12:00:01Z, false",
        "1995-01-01T00:00:00Z, true",
        "1994-12-31T23:59:59Z, false",
        "1970-01-01T00:00:00Z, false",
        "0020-05-04T12:00:00Z, false",
        "+54522-01-01T00:00:00Z, false",
        "+58307-11-14T20:50:00Z, false"
    })
    void aDateBefore1995OrMoreThanADayAheadIsNotBelieved(String date, boolean believed)
            throws Exception {
        Source.Batch batch = poll(post("1", date));
        assertThat(batch.posts().getFirst().postedAt())
                .isEqualTo(believed ? Instant.parse(date) : null);
        assertThat(batch.notes()).hasSize(believed ? 1 : 2).startsWith("kept");
    }

    @Test
    void theNoteNamesTheFirstThreeOfThem() throws Exception {
        String year20 = "0020-05-04T12:00:00Z";
        Source.Batch batch =
                poll(post("1", year20), post("2", year20), post("3", year20), post("4", year20));
        assertThat(batch.notes().getLast())
                .isEqualTo(
                        "implausible dates are treated as unknown: 0020-05-04T12:00:00Z of web:1,"
                            + " 0020-05-04T12:00:00Z of web:2, 0020-05-04T12:00:00Z of web:3 and 1"
                            + " more");
    }

    @Test
    void theyAreNotedOnceButNeverBelieved() throws Exception {
        Post wrong = post("1", "0020-05-04T12:00:00Z");
        Source source = cursor -> new Source.Batch(List.of(wrong), cursor, List.of());
        PlausibleDates dates = new PlausibleDates(source, NOON);

        assertThat(dates.poll("").notes()).hasSize(1);
        Source.Batch second = dates.poll("");
        assertThat(second.notes()).isEmpty();
        assertThat(second.posts().getFirst().postedAt()).isNull();
    }
}
