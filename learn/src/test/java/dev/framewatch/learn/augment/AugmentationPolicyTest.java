package dev.framewatch.learn.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Augmentation as it is written on the command line. */
class AugmentationPolicyTest {
    @Test
    void theTutorialsIsWhatItsNotebookSays() {
        assertThat(Augmentation.TUTORIAL)
                .hasToString("brightness=0.2..1,shear=0.2,zoom=0.8..1.2,flip");
    }

    @ParameterizedTest
    @CsvSource({"none, 0", "tutorial, 3", "video, 3", "video:4, 4", "'flip,caption=0.5:16', 16"})
    void aNumberOfCopiesMayFollow(String text, int count) {
        assertThat(AugmentationPolicy.parse(text, 5).count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "brightness=0.2..1,shear=0.2,zoom=0.8..1.2,flip",
                "zoom=0.5..0.5,crop=0.75..1,letterbox=0.25,caption=0.3,jpeg=30..80,h264=30..42"
            })
    void whatIsWrittenIsReadBack(String text) {
        assertThat(Augmentation.parse(text)).hasToString(text);
    }

    @Test
    void oneNumberIsARangeToo() {
        assertThat(Augmentation.parse("zoom=0.8").zoom()).isEqualTo(new ValueRange(0.8, 0.8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotation=20 | expected none, tutorial, video",
                "'' | expected none, tutorial, video",
                "flip,,flip | flip twice",
                "flip=1 | flip takes no value",
                "brightness=dark | brightness must be a range such as 0.8..1, not",
                "brightness=1..0.2 | brightness=1..0.2: the smaller number must come first",
                "brightness=-1..1 | brightness must be within 0 to 4, not -1..1",
                "zoom=0..1 | zoom must be within 0.2 to 5",
                "zoom=NaN | zoom must be a range",
                "shear=90 | shear must be a number from 0 to 45, not 90",
                "crop=0.1..2 | crop must be within 0.2 to 1",
                "letterbox=2 | letterbox must be a number from 0 to 1",
                "caption=-0.1 | caption must be a number from 0 to 1",
                "jpeg=0..50 | jpeg must be within 1 to 100",
                "h264=30..60 | h264 must be within 22 to 51",
                "h264 | h264 must be a range such as 30..45, not",
                "video:many | the colon must be followed by the number of copies",
                "video:17 | the number of copies per image must be 0 to 16, not 17"
            })
    void anInvalidAugmentationIsRefusedWithAdvice(String text, String message) {
        assertThatThrownBy(() -> AugmentationPolicy.parse(text, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theKeyOfACopyNamesAllItFollowsFromBesidesThePicture() {
        assertThat(AugmentationPolicy.parse("flip:2", 9).key(1)).isEqualTo("flip seed=9 copy=1");
    }
}
