package dev.framewatch.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Images;
import dev.framewatch.video.VideoMetadata;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StoryboardBuilderTest {
    private static final JpegImage IMAGE = image();
    private static final int BYTES = IMAGE.jpeg().length;

    private static JpegImage image() {
        return new StoryboardBuilder(1).shrink(Images.black(16, 16));
    }

    private static Storyboard storyboard(StoryboardBuilder builder, double every, int frames) {
        for (int i = 0; i < frames; i++) {
            builder.add(i, i * every, image());
        }
        VideoMetadata metadata = new VideoMetadata("mov", "h264", 16, 16, 0, frames * every);
        return Objects.requireNonNull(builder.build(metadata, frames * every, ""));
    }

    @Test
    void atMostOneFrameASecondIsKept() {
        Storyboard storyboard = storyboard(new StoryboardBuilder(0.4), 0.4, 10);
        assertThat(storyboard.intervalSeconds()).isCloseTo(1.2, within());
        assertThat(storyboard.frames())
                .extracting(frame -> Math.round(10 * frame.seconds()))
                .containsExactly(0L, 12L, 24L, 36L);
        assertThat(storyboard(new StoryboardBuilder(5), 5, 3).intervalSeconds()).isEqualTo(5);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void aVideoWithTooManyBytesIsThinnedOverItsWholeLength() {
        Storyboard storyboard =
                storyboard(
                        new StoryboardBuilder(1, StoryboardFormat.SEARCHABLE, 4L * BYTES), 1, 13);
        assertThat(storyboard.intervalSeconds()).isEqualTo(4);
        assertThat(storyboard.frames())
                .extracting(StoryboardFrame::seconds)
                .containsExactly(0.0, 4.0, 8.0, 12.0);
    }

    @Test
    void anImageThatStaysOnScreenCountsOnce() {
        StoryboardBuilder builder = new StoryboardBuilder(1, StoryboardFormat.SEARCHABLE, BYTES);
        for (int i = 0; i < 50; i++) {
            builder.add(i, i, IMAGE);
        }
        VideoMetadata metadata = new VideoMetadata("mov", "h264", 16, 16, 0, 50);
        assertThat(Objects.requireNonNull(builder.build(metadata, 50, "")).frames()).hasSize(50);
    }

    @Test
    void aVideoOfHoursHasNoMoreFramesThanAFileMayHold() {
        Storyboard storyboard =
                storyboard(
                        new StoryboardBuilder(1, StoryboardFormat.SEARCHABLE, Long.MAX_VALUE),
                        1,
                        3000);
        assertThat(storyboard.frames()).hasSize(750);
        assertThat(storyboard.intervalSeconds()).isEqualTo(4);
    }

    @Test
    void imagesAreScaledDownToASmallSize() {
        JpegImage image = new StoryboardBuilder(1).shrink(Images.black(2000, 500));
        assertThat(image.width()).isEqualTo(JpegImage.MAX_SIDE);
        assertThat(image.height()).isEqualTo(JpegImage.MAX_SIDE / 4);
    }

    @Test
    void aPageHasSmallerImagesAndFewerOfThem() {
        StoryboardBuilder builder = new StoryboardBuilder(1, StoryboardFormat.PAGE);
        assertThat(builder.shrink(Images.black(2000, 500)).width()).isEqualTo(160);
        assertThat(storyboard(builder, 1, 61).frames()).hasSize(31);
    }
}
