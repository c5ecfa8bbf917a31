package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-05-04T12:30:15Z | 2026-05-04T12:30:15Z",
                "2026-05-04T12:30:15.123+02:00 | 2026-05-04T10:30:15Z",
                "2026-05-04T12:30:15+0200 | 2026-05-04T10:30:15Z",
                "2026-05-04 12:30 | 2026-05-04T12:30:00Z",
                "2026-05-04 | 2026-05-04T00:00:00Z",
                "Mon, 04 May 2026 12:30:15 GMT | 2026-05-04T12:30:15Z",
                "Mon, 4 May 2026 12:30:15 +0200 | 2026-05-04T10:30:15Z",
                "Mon,  04 May 26 12:30 EST | 2026-05-04T17:30:00Z",
                "Monday, 04 May 2026 12:30:15 UT | 2026-05-04T12:30:15Z",
                "Tue, 04 May 2026 12:30:15 Z | 2026-05-04T12:30:15Z",
                "4 September 2026 9:05:00 PDT | 2026-09-04T16:05:00Z",
                "04-May-2026 12:30:15 GMT | 2026-05-04T12:30:15Z",
                "May 4, 2026 | 2026-05-04T00:00:00Z",
                "2026-05-04t12:30:15z | 2026-05-04T12:30:15Z",
                "mon, 04 may 2026 12:30:15 gmt | 2026-05-04T12:30:15Z",
                "Mon, 04 May 2026 12:30:15 +0200 (CEST) | 2026-05-04T10:30:15Z",
                "Mon, 04 May 2026 12:30:15 JST | 2026-05-04T03:30:15Z",
                "Sat, 31 Dec 2016 23:59:60 GMT | 2016-12-31T23:59:59Z"
            })
    void datesAreReadAsFeedsWriteThem(String written, String meant) {
        assertThat(FeedDate.parse(written)).contains(Instant.parse(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "31 Feb 2026",
                "2026-13-01",
                "04/05/2026",
                "Mon, 04 Foo 2026 12:00:00 GMT",
                "Mon, 04 May 2026 12:00:00 XYZ",
                "Mon, 04 May 2026 12:00:00 IST",
                "Mon, 04 May 2026 12:00:00 BST",
                "54522-01-01T00:00:00Z",
                "2026-05-04T12:30:15 Asia/Kolkata",
                "1777896615"
            })
    void ambiguousDatesAreIgnored(String written) {
        assertThat(FeedDate.parse(written)).isEmpty();
    }
}
