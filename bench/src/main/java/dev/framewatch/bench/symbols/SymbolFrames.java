package dev.framewatch.bench.symbols;

import dev.framewatch.video.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Frames that show a symbol at a given fraction of their area, and frames that do not. Each frame
 * of either class shows one to three other symbols. The same seed gives the same frames.
 *
 * @param backgrounds backgrounds of the frames
 * @param seed seed of all random choices
 */
public record SymbolFrames(Backgrounds backgrounds, long seed) {
    private static final int MAX_OTHERS = 3;
    private static final int ATTEMPTS = 60;

    /** Returns frames for training. */
    public List<SymbolFrame> learning(Symbol symbol, double share, int positives, int negatives)
            throws IOException, UnreadableImageException {
        return frames(symbol, share, positives, negatives, true);
    }

    /** Returns frames for testing, on backgrounds from other videos than those for training. */
    public List<SymbolFrame> testing(Symbol symbol, double share, int positives, int negatives)
            throws IOException, UnreadableImageException {
        return frames(symbol, share, positives, negatives, false);
    }

    private List<SymbolFrame> frames(
            Symbol symbol, double share, int positives, int negatives, boolean learning)
            throws IOException, UnreadableImageException {
        if (!(share > 0 && share <= 0.2)) {
            throw new IllegalArgumentException(
                    "share: must be above 0 and at most 0.2, not " + share);
        }
        List<SymbolFrame> frames = new ArrayList<>();
        for (int i = 0; i < positives + negatives; i++) {
            long own = seed * 31 + symbol.name().hashCode();
            own = own * 31 + Math.round(share * 1000);
            own = (own * 31 + (learning ? 1 : 2)) * 100_003 + i;
            frames.add(frame(symbol, share, i < positives, learning, new Random(mixed(own))));
        }
        return frames;
    }

    /**
     * Scrambles a seed (SplitMix64), since adjacent seeds give similar first values in {@link
     * Random}.
     */
    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private SymbolFrame frame(
            Symbol symbol, double share, boolean positive, boolean learning, Random random)
            throws IOException, UnreadableImageException {
        BufferedImage image = backgrounds.any(learning, random);
        double area = (double) image.getWidth() * image.getHeight();
        List<Quad> taken = new ArrayList<>();
        Quad shown = null;
        if (positive) {
            shown = placed(share * area, image, taken, random);
            while (shown == null) {
                shown = placed(share * area, image, taken, random);
            }
            taken.add(shown);
            Sticker.paint(symbol.emblem(), shown, image, random);
        }
        List<Quad> others = new ArrayList<>();
        int wanted = 1 + random.nextInt(MAX_OTHERS);
        double size = share;
        while (others.size() < wanted) {
            Quad other = placed(size * area * (0.5 + random.nextDouble()), image, taken, random);
            if (other == null) {
                size *= 0.8;
                continue;
            }
            taken.add(other);
            others.add(other);
            Sticker.paint(symbol.lookAlike(random), other, image, random);
        }
        return new SymbolFrame(compressed(filmed(image, random), random), shown, others);
    }

    /** Returns a free position, or null if none was found. */
    private static @Nullable Quad placed(
            double area, BufferedImage image, List<Quad> taken, Random random) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Quad shape = Quad.any(area, random);
            double width = shape.right() - shape.left();
            double height = shape.bottom() - shape.top();
            if (width > image.getWidth() - 2 || height > image.getHeight() - 2) {
                continue;
            }
            double x = 1 + random.nextDouble() * (image.getWidth() - 2 - width) - shape.left();
            double y = 1 + random.nextDouble() * (image.getHeight() - 2 - height) - shape.top();
            Quad quad = shape.moved(x, y, 1);
            if (taken.stream().noneMatch(quad::near)) {
                return quad;
            }
        }
        return null;
    }

    /** Changes the brightness and contrast of the whole frame slightly. */
    private static BufferedImage filmed(BufferedImage image, Random random) {
        float gain = 0.8f + 0.4f * random.nextFloat();
        float offset = 20 * (2 * random.nextFloat() - 1);
        return new RescaleOp(gain, offset, null).filter(image, image);
    }

    private static byte[] compressed(BufferedImage image, Random random) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.35f + 0.5f * random.nextFloat());
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
