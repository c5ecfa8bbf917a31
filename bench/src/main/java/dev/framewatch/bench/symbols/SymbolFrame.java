package dev.framewatch.bench.symbols;

import dev.framewatch.video.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the benchmark.
 *
 * @param jpeg the frame as a JPEG file
 * @param symbol position of the symbol; null if the frame shows only look-alikes
 * @param others positions of the look-alikes
 */
public record SymbolFrame(byte[] jpeg, @Nullable Quad symbol, List<Quad> others) {
    public SymbolFrame {
        others = List.copyOf(others);
    }

    public boolean positive() {
        return symbol != null;
    }

    /** Decodes the frame. */
    public RgbImage picture() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (image == null || !(image.getRaster().getDataBuffer() instanceof DataBufferByte data)) {
            throw new IOException("cannot read a frame that was just written");
        }
        byte[] bgr = data.getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }
}
