package dev.framewatch.learn.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationPreviewTest {
    @TempDir private Path folder;
    private Path page;

    @BeforeEach
    void pictures() throws IOException {
        page = folder.resolve("preview.html");
        StringBuilder rows = new StringBuilder("Image_ID,Class\n");
        for (int i = 0; i < 10; i++) {
            Images.writeJpeg(folder.resolve("f%d.jpg".formatted(i)), Clips.numbered(90, 160, i));
            rows.append("f%d.jpg,%s%n".formatted(i, i % 2 == 0 ? "yes<b>" : "no"));
        }
        Files.writeString(folder.resolve("labels.csv"), rows);
    }

    private Dataset dataset() throws IOException {
        return LabelFile.read(folder.resolve("labels.csv"), folder, null);
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void threePicturesOfEachClassStandBesideTheirCopiesWithWhatWasDone() throws IOException {
        AugmentationPreview.write(page, dataset(), AugmentationPolicy.parse("brightness=0.5:4", 1));

        String html = Files.readString(page);
        assertThat(count(html, "<section>")).isEqualTo(6);
        assertThat(count(html, "<img src=\"data:image/jpeg;base64,")).isEqualTo(6 * 5);
        assertThat(count(html, "<li>brightness \u00d7\u00a00\\.50</li>")).isEqualTo(6 * 4);
        assertThat(count(html, "class yes&lt;b&gt;")).isEqualTo(3);
        assertThat(html).contains("<code>brightness=0.5..0.5</code>", "seed 1");
    }

    @Test
    void thePageAsksNothingOfTheNetwork() throws IOException {
        AugmentationPreview.write(page, dataset(), AugmentationPolicy.parse("tutorial", 1));

        assertThat(Files.readString(page))
                .doesNotContain("http:", "https:", "<script", "url(")
                .contains("default-src 'none'");
    }

    @Test
    void aPictureThatCannotBeReadIsPassedOverAndWithoutAnyThereIsNoPage() throws IOException {
        Dataset dataset = dataset();
        Files.writeString(folder.resolve("f8.jpg"), "<html>");
        AugmentationPreview.write(page, dataset, AugmentationPolicy.parse("flip", 1));
        assertThat(count(Files.readString(page), "<section>")).isEqualTo(5);

        Files.delete(page);
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("f%d.jpg".formatted(i)), "<html>");
        }
        assertThatThrownBy(() ->
                        AugmentationPreview.write(
                                page, dataset, AugmentationPolicy.parse("flip", 1)))
                .hasMessageContaining("none of the images can be read");
        assertThat(page).doesNotExist();
    }
}
