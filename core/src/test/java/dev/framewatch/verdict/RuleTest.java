package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    /** One frame a second; '+' is positive. */
    static List<FrameScore> frames(String picture) {
        List<FrameScore> frames = new ArrayList<>();
        for (int i = 0; i < picture.length(); i++) {
            boolean positive = picture.charAt(i) == '+';
            frames.add(new FrameScore(i, positive ? 0.9 : 0.1, positive, null));
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({"++----, false", "+++---, true", "---, false", "+--, false", "+, true"})
    void shareNeedsStrictlyMoreThanAThird(String picture, boolean match) {
        assertThat(Rule.parse("share:1/3").holds(frames(picture), 1)).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource({"+++--, true", "++-++, false", "--+++, true", "+++, true", "++, false"})
    void presenceNeedsAnUnbrokenRunFromFirstToLastFrame(String picture, boolean match) {
        assertThat(Rule.parse("presence:2").holds(frames(picture), 1)).isEqualTo(match);
    }

    @Test
    void aStretchThatWasNotSeenBreaksARun() {
        List<FrameScore> frames = new ArrayList<>(frames("++"));
        frames.add(new FrameScore(9, 0.9, true, null));
        frames.add(new FrameScore(10, 0.9, true, null));

        assertThat(Rule.parse("presence:2").holds(frames, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "share:1/3, +++++++, 18, true",
        "share:1/3, ++++++, 18, false",
        "share:1/3, ------------, 18, true",
        "share:1/3, -----------, 18, false",
        "presence:3, ++++, 18, true",
        "presence:3, +++, 18, false",
        "presence:3, ---------------, 18, false",
        "presence:3, -----------------, 18, true"
    })
    void settledMeansThatNoFurtherFrameCanChangeTheAnswer(
            String rule, String seen, int expected, boolean settled) {
        assertThat(Rule.parse(rule).isDecided(frames(seen), 1, expected, expected))
                .isEqualTo(settled);
    }

    @Test
    void aDecisionHoldsForEveryContinuation() {
        for (String name : List.of("share:1/3", "share:1/2", "presence:2", "presence:3")) {
            Rule rule = Rule.parse(name);
            for (int bits = 0; bits < 1 << 9; bits++) {
                checkEveryPrefix(rule, frames(picture(bits)));
            }
        }
    }

    private static void checkEveryPrefix(Rule rule, List<FrameScore> all) {
        for (int seen = 1; seen < all.size(); seen++) {
            List<FrameScore> prefix = all.subList(0, seen);
            if (rule.isDecided(prefix, 1, all.size(), all.size())) {
                assertThat(rule.holds(all, 1))
                        .as("%s after %d of %s", rule, seen, all)
                        .isEqualTo(holdsSoFar(rule, prefix, all.size()));
            }
        }
    }

    /** The answer if everything still to come were negative. */
    private static boolean holdsSoFar(Rule rule, List<FrameScore> prefix, int expected) {
        List<FrameScore> filled = new ArrayList<>(prefix);
        while (filled.size() < expected) {
            filled.add(new FrameScore(filled.size(), 0.1, false, null));
        }
        return rule.holds(filled, 1);
    }

    private static String picture(int bits) {
        StringBuilder picture = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            picture.append((bits >> i & 1) == 1 ? '+' : '-');
        }
        return picture.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "share:1/0",
                "share:3/3",
                "share:-1/3",
                "presence:0",
                "presence:x",
                "third",
                "share:",
                "share:99999999999999999999/3"
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Rule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.replaceAll("[.].*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"share:1/3", "presence:2.5"})
    void aRuleWritesItselfAsItIsRead(String text) {
        assertThat(Rule.parse(text)).hasToString(text);
    }

    @Test
    void aDecimalShareIsExact() {
        assertThat(Rule.parse("share:0.5").holds(frames("++--"), 1)).isFalse();
        assertThat(Rule.parse("share:0.5").holds(frames("+++--"), 1)).isTrue();
    }

    @Test
    void aShareOfNoneIsAnyPositiveFrame() {
        assertThat(Rule.parse("share:0/1").holds(frames("-----+"), 1)).isTrue();
        assertThat(Rule.parse("share:0/1").holds(frames("------"), 1)).isFalse();
    }

    @Test
    void aRunThatCanStillReachItsLengthExactlyIsNotSettled() {
        Rule rule = Rule.parse("presence:2");

        assertThat(rule.isDecided(frames("---"), 1, 5, 4)).isFalse();
        assertThat(rule.isDecided(frames("---"), 1, 5, 3.9)).isTrue();
        assertThat(rule.isDecided(frames("+++"), 1, 5, 1.9)).isTrue();
    }

    @Test
    void onceEveryExpectedFrameIsSeenTheAnswerIsSettled() {
        assertThat(Rule.parse("presence:3").isDecided(frames("---"), 1, 3, 18)).isTrue();
        assertThat(Rule.parse("presence:3").isDecided(frames("---"), 1, 4, 18)).isFalse();
    }
}
