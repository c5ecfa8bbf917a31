package dev.framewatch.bench.symbols;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymbolFramesTest {
    private static final SymbolFrames FRAMES = new SymbolFrames(Backgrounds.drawn(), 5);

    @Test
    void theSameSeedGivesTheSameFrames() throws Exception {
        List<SymbolFrame> one = FRAMES.learning(Symbol.TIDE, 0.06, 1, 1);
        List<SymbolFrame> same = FRAMES.learning(Symbol.TIDE, 0.06, 1, 1);
        List<SymbolFrame> others =
                new SymbolFrames(Backgrounds.drawn(), 6).learning(Symbol.TIDE, 0.06, 1, 1);

        for (int i = 0; i < 2; i++) {
            assertThat(same.get(i).jpeg()).isEqualTo(one.get(i).jpeg());
            assertThat(others.get(i).jpeg()).isNotEqualTo(one.get(i).jpeg());
        }
    }

    @Test
    void framesToTestWithAreOthersThanThoseToLearnFrom() throws Exception {
        assertThat(FRAMES.testing(Symbol.TIDE, 0.06, 1, 0).getFirst().jpeg())
                .isNotEqualTo(FRAMES.learning(Symbol.TIDE, 0.06, 1, 0).getFirst().jpeg());
    }

    @ParameterizedTest
    @EnumSource
    void theSymbolHasItsShareOfTheFrameAndStandsApartFromTheOthers(Symbol symbol) throws Exception {
        for (SymbolFrame frame : FRAMES.testing(symbol, 0.15, 3, 0)) {
            RgbImage image = frame.picture();
            Quad shown = requireNonNull(frame.symbol());

            double area = (double) image.width() * image.height();
            assertThat(shown.area() / area).isCloseTo(0.15, within(0.001));
            assertThat(shown.left()).isNotNegative();
            assertThat(shown.top()).isNotNegative();
            assertThat(shown.right()).isLessThanOrEqualTo(image.width());
            assertThat(shown.bottom()).isLessThanOrEqualTo(image.height());
            assertThat(frame.others()).hasSizeBetween(1, 3).noneMatch(shown::near);
        }
    }

    @Test
    void aNegativeFrameShowsOnlyOthers() throws Exception {
        for (SymbolFrame frame : FRAMES.testing(Symbol.COMET, 0.02, 0, 3)) {
            assertThat(frame.positive()).isFalse();
            assertThat(frame.others()).hasSizeBetween(1, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLookAlikeNeverHasTheSymbolsGlyph(Symbol symbol) {
        Random random = new Random(3);
        List<Emblem> alike = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            alike.add(symbol.lookAlike(random));
        }

        assertThat(alike).noneMatch(emblem -> emblem.glyph() == symbol.emblem().glyph());
        assertThat(alike).anyMatch(emblem -> emblem.inks() == symbol.emblem().inks());
        assertThat(alike).anyMatch(emblem -> emblem.outline() == symbol.emblem().outline());
    }

    @Test
    void artworkIsOnWhite() {
        for (Symbol symbol : Symbol.values()) {
            assertThat(symbol.artwork().getWidth()).isEqualTo(400);
            assertThat(symbol.artwork().getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
            assertThat(symbol.artwork().getRGB(200, 40)).isNotEqualTo(0xFFFFFFFF);
        }
    }

    @Test
    void aShareThatLeavesNoRoomIsRefused() {
        assertThatThrownBy(() -> FRAMES.learning(Symbol.TIDE, 0.5, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share");
    }
}
