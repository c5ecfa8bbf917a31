package dev.framewatch.bench.symbols;

import dev.framewatch.video.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the benchmark.
 *
 * @param jpeg the frame as a compressed picture
 * @param symbol where the symbol is; null when the frame shows only look-alikes
 * @param others where the look-alikes are
 */
public record SymbolFrame(byte[] jpeg, @Nullable Quad symbol, List<Quad> others) {
    public SymbolFrame {
        others = List.copyOf(others);
    }

    public boolean positive() {
        return symbol != null;
    }

    /** The frame as a detector gets it. */
    public Picture picture() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (image == null) {
            throw new IOException("a frame that was just written cannot be read");
        }
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Picture(width, image.getHeight(), rgb);
    }
}
