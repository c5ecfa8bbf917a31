package dev.framewatch.learn.correct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.correct.HeldOutComparison.JudgedFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutComparisonTest {
    private final List<JudgedFrame> frames = new ArrayList<>();

    @Test
    void videosCountOnceHoweverManyFramesTheyHave() {
        frames("long", false, 30, true, false);
        frames("short", false, 1, false, false);

        HeldOutComparison comparison = HeldOutComparison.of(frames);

        assertThat(comparison.falseBefore().wrong()).isEqualTo(30);
        assertThat(comparison.falseBefore().rate()).isCloseTo(0.5, within(1e-9));
        assertThat(comparison.falseBefore().interval().low()).isCloseTo(0.0945, within(1e-4));
        assertThat(comparison.falseAfter().wrong()).isZero();
    }

    @Test
    void fewerFalseFramesInManyVideosAreBetter() {
        for (int i = 0; i < 10; i++) {
            frames("other" + i, false, 3, true, i > 7);
            frames("person" + i, true, 3, true, true);
        }
        assertThat(HeldOutComparison.of(frames).isBetter()).isTrue();
    }

    @Test
    void oneMoreMissedFrameIsWorseWhateverElseIsBetter() {
        for (int i = 0; i < 10; i++) {
            frames("other" + i, false, 3, true, false);
            frames("person" + i, true, 3, true, true);
        }
        frames("person0", true, 1, true, false);
        assertThat(HeldOutComparison.of(frames).isBetter()).isFalse();
    }

    @Test
    void whatChanceExplainsAndNoDifferenceAreNotBetter() {
        frames("other0", false, 3, true, false);
        for (int i = 1; i < 10; i++) {
            frames("other" + i, false, 3, true, true);
        }
        assertThat(HeldOutComparison.of(frames).isBetter()).isFalse();
        assertThat(HeldOutComparison.of(List.of()).isBetter()).isFalse();
    }

    @Test
    void everyVideoIsHeldOutOnceBesideAsManyOfItsKind() {
        Map<String, Boolean> videos = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            videos.put("video" + i, i < 8);
        }
        List<Set<String>> parts = HeldOutComparison.parts(videos, 4);
        assertThat(parts.stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(videos.keySet());
        assertThat(parts).allSatisfy(part -> assertThat(part).filteredOn(videos::get).hasSize(2));
    }

    private void frames(String video, boolean positive, int count, boolean before, boolean after) {
        for (int i = 0; i < count; i++) {
            frames.add(new JudgedFrame(video, positive, before, after));
        }
    }
}
