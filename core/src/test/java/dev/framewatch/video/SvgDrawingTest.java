package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drawings in SVG: what is drawn, what is not loaded, and the limits of each. */
class SvgDrawingTest {
    private static final String START =
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>";

    @TempDir private Path folder;

    private static int[] pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return new int[] {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255};
    }

    private RgbImage draw(String svg) throws Exception {
        return ImageFiles.read(Files.writeString(folder.resolve("drawing"), svg));
    }

    @Test
    void aDrawingIsDrawnLargeEnough() throws Exception {
        RgbImage read =
                draw(
                        """
                        <?xml version="1.0"?>
                        <svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">
                          <rect x="0" y="0" width="10" height="10" fill="#c02010"/>
                        </svg>
                        """);

        assertThat(read.width()).isEqualTo(1024);
        assertThat(read.height()).isEqualTo(512);
        assertThat(pixel(read, 200, 200)).containsExactly(0xC0, 0x20, 0x10);
        assertThat(pixel(read, 800, 200)).containsExactly(255, 255, 255);
    }

    @Test
    void nothingThatADrawingRefersToIsLoaded() throws Exception {
        Path secret = folder.resolve("secret.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", secret.toFile());
        Path words =
                Files.writeString(folder.resolve("secret.txt"), "<rect width='9' height='9'/>");

        RgbImage picture =
                draw(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">
                          <image href="%s" width="10" height="10"/>
                        </svg>
                        """
                                .formatted(secret.toUri()));
        assertThat(pixel(picture, 512, 512)).containsExactly(255, 255, 255);
        RgbImage entity =
                draw(
                        """
                        <?xml version="1.0"?>
                        <!DOCTYPE svg [<!ENTITY x SYSTEM "%s">]>
                        <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">&x;</svg>
                        """
                                .formatted(words.toUri()));
        assertThat(pixel(entity, 512, 512)).containsExactly(255, 255, 255);
    }

    @Test
    void aDamagedDrawingIsRefused() {
        for (String svg :
                new String[] {
                    "<svg", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'></svg>"
                }) {
            assertThatThrownBy(() -> draw(svg)).isInstanceOf(UnreadableImageException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"28, true", "40, false", "100000, false"})
    void nestingIsLimited(int levels, boolean drawn) {
        String svg = START + "<g>".repeat(levels) + "<path d='M1 1H9V9Z'/>" + "</g>".repeat(levels);

        assertDrawn(svg + "</svg>", drawn, "more than 30 levels");
    }

    @ParameterizedTest
    @CsvSource({"1900, true", "2100, false"})
    void theNumberOfPathsIsLimited(int paths, boolean drawn) {
        String svg = START + "<path d='M1 1H9V9Z'/>".repeat(paths) + "</svg>";

        assertDrawn(svg, drawn, "2000 paths");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void itsSizeIsLimited(int excess, boolean drawn) {
        String svg = START + "<path d='M1 1H9V9Z'/>";
        String end = "</svg>";
        int padding = (4 << 20) - svg.length() - end.length() + excess;

        assertDrawn(svg + " ".repeat(padding) + end, drawn, "larger than 4 MB");
    }

    private void assertDrawn(String svg, boolean drawn, String reason) {
        if (drawn) {
            assertThatCode(() -> draw(svg)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> draw(svg))
                    .isInstanceOf(UnreadableImageException.class)
                    .hasMessageContaining(reason);
        }
    }
}
