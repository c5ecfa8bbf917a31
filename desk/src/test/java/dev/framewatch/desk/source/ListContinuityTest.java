package dev.framewatch.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListContinuityTest {
    @ParameterizedTest
    @CsvSource({
        "'', x y z, false",
        "a b c, a b c, false",
        "a b c, x a b, false",
        "a b c, x y z, true",
        "P a b c, P x y z, true",
        "P a b c, P x y a, false",
        "P Q R a b, P Q R x y, true",
        "P Q R a b, P Q R x a, false",
        "a b c d e, x b c d e, false"
    })
    void onlyAKnownEntryThatMovedDownProvesThatNothingIsMissing(
            String before, String now, boolean gap) {
        assertThat(new ListContinuity(keys(before), keys(now)).mayHaveGap()).isEqualTo(gap);
    }

    private static List<String> keys(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
