package dev.framewatch.web.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void aRangeIsFromTheStartOrFromTheEnd() throws Exception {
        assertThat(ByteRange.of("bytes=0-0", 10)).hasValue(new ByteRange(0, 1));
        assertThat(ByteRange.of("bytes=2-5", 10)).hasValue(new ByteRange(2, 4));
        assertThat(ByteRange.of("bytes=9-", 10)).hasValue(new ByteRange(9, 1));
        assertThat(ByteRange.of("bytes=-3", 10)).hasValue(new ByteRange(7, 3));
    }

    @Test
    void whatExceedsTheFileIsCut() throws Exception {
        assertThat(ByteRange.of("bytes=5-99", 10)).hasValue(new ByteRange(5, 5));
        assertThat(ByteRange.of("bytes=-99", 10)).hasValue(new ByteRange(0, 10));
    }

    @Test
    void whatIsNotOneRangeIsIgnored() throws Exception {
        for (String header :
                List.of(
                        "bytes=-",
                        "bytes=5-2",
                        "bytes=0-1,4-5",
                        "lines=0-1",
                        "bytes=a-b",
                        "bytes=99999999999999999999-",
                        "")) {
            assertThat(ByteRange.of(header, 10)).as(header).isEmpty();
        }
        assertThat(ByteRange.of(null, 10)).isEmpty();
    }

    @Test
    void aRangeOutsideOfTheFileCannotBeSatisfied() {
        for (String header : List.of("bytes=10-", "bytes=10-20", "bytes=-0")) {
            assertThatThrownBy(() -> ByteRange.of(header, 10))
                    .as(header)
                    .isInstanceOf(ByteRange.UnsatisfiableException.class);
        }
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0))
                .isInstanceOf(ByteRange.UnsatisfiableException.class);
    }
}
