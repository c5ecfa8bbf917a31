package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.RgbImage;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClipTest {
    @Test
    void theSameSeedGivesTheSamePixels() {
        RgbImage once = Clip.of("a", 7, 8, true).frame(3.5);
        RgbImage again = Clip.of("b", 7, 8, true).frame(3.5);

        assertThat(again.rgb()).isEqualTo(once.rgb());
    }

    @Test
    void anotherSeedGivesAnotherClip() {
        assertThat(Clip.of("a", 8, 8, true).frame(3.5).rgb())
                .isNotEqualTo(Clip.of("a", 7, 8, true).frame(3.5).rgb());
    }

    @Test
    void theClipMoves() {
        Clip clip = Clip.of("a", 7, 8, false);

        assertThat(clip.frame(3).rgb()).isNotEqualTo(clip.frame(3.1).rgb());
    }

    @Test
    void theSymbolIsUpForWellOverAThirdOfAClipThatHasIt() {
        LongStream.range(0, 200)
                .mapToObj(seed -> Clip.of("a", seed, 8, true))
                .forEach(clip -> {
                    long up =
                            DoubleStream.iterate(0, t -> t < 8, t -> t + 0.1)
                                    .filter(clip::isSymbolVisible)
                                    .count();
                    assertThat(up).isBetween(38L, 80L);
                });
    }

    @Test
    void aClipWithoutTheSymbolNeverShowsIt() {
        Clip clip = Clip.of("a", 7, 8, false);

        assertThat(clip.hasSymbol()).isFalse();
        assertThat(DoubleStream.iterate(0, t -> t < 8, t -> t + 0.1))
                .allMatch(clip::isSymbolHidden)
                .noneMatch(clip::isSymbolVisible);
    }

    @Test
    void whileItIsOnItsWayTheSymbolNeitherShowsNorHides() {
        Placard placard = new Placard(Sign.BEACON, 1, 5, 200, 300, 200, 0);

        assertThat(placard.heightFraction(0.9)).isZero();
        assertThat(placard.heightFraction(1.25)).isStrictlyBetween(0.0, 1.0);
        assertThat(placard.heightFraction(1.5)).isEqualTo(1);
        assertThat(placard.heightFraction(4.75)).isStrictlyBetween(0.0, 1.0);
        assertThat(placard.heightFraction(5)).isZero();
    }
}
