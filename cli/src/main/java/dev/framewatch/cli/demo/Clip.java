package dev.framewatch.cli.demo;

import dev.framewatch.video.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A generated clip: a street, a crowd and its placards, drawn from one seed. The same seed gives
 * the same pixels.
 */
final class Clip {
    static final int WIDTH = 432;
    static final int HEIGHT = 768;

    private static final List<Sign> OTHERS =
            List.of(Sign.STAR, Sign.RINGS, Sign.CROSS, Sign.WORDS, Sign.HOUSE, Sign.BARS);

    private final String name;
    private final double seconds;
    private final List<Layer> layers;
    private final @Nullable Placard symbol;
    private final double shake;

    private Clip(
            String name,
            double seconds,
            List<Layer> layers,
            @Nullable Placard symbol,
            double shake) {
        this.name = name;
        this.seconds = seconds;
        this.layers = layers;
        this.symbol = symbol;
        this.shake = shake;
    }

    /**
     * Returns a clip.
     *
     * @param name base name of its files
     * @param seed seed of all random choices
     * @param seconds duration
     * @param withSymbol whether a placard with the symbol is raised for most of it
     */
    static Clip of(String name, long seed, double seconds, boolean withSymbol) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        Palette palette = Palette.any(random);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Town(palette, random));
        addCrowd(layers, 650, 70, 9, palette, random);
        for (int i = random.nextInt(2); i >= 0; i--) {
            layers.add(otherPlacard(seconds, random));
        }
        Placard symbol = withSymbol ? symbolPlacard(seconds, random) : null;
        layers.add(symbol == null ? otherPlacard(seconds, random) : symbol);
        addCrowd(layers, 770, 130, 5, palette, random);
        if (random.nextInt(3) == 0) {
            layers.add(new Confetti(random));
        }
        if (random.nextInt(4) != 0) {
            layers.add(Caption.any(random));
        }
        return new Clip(name, seconds, layers, symbol, random.nextDouble() * 6);
    }

    private static Placard symbolPlacard(double seconds, Random random) {
        double absent = seconds * (0.1 + 0.2 * random.nextDouble());
        double from = absent * random.nextDouble();
        double size = 220 + random.nextInt(100);
        return Placard.any(Sign.BEACON, from, from + seconds - absent, size, random);
    }

    private static Placard otherPlacard(double seconds, Random random) {
        Sign sign = OTHERS.get(random.nextInt(OTHERS.size()));
        double from = seconds * 0.5 * random.nextDouble() - 1;
        double to = seconds * (0.6 + 0.5 * random.nextDouble());
        return Placard.any(sign, from, to, 150 + random.nextInt(150), random);
    }

    private static void addCrowd(
            List<Layer> layers,
            double head,
            double size,
            int people,
            Palette palette,
            Random random) {
        double step = Layer.WIDTH / (double) (people - 1);
        for (int i = 0; i < people; i++) {
            double x = i * step + random.nextGaussian() * step * 0.2;
            layers.add(
                    Person.any(
                            x,
                            head + random.nextInt(50),
                            size * (0.9 + 0.4 * random.nextDouble()),
                            palette,
                            random));
        }
    }

    String name() {
        return name;
    }

    double seconds() {
        return seconds;
    }

    boolean hasSymbol() {
        return symbol != null;
    }

    /** Returns whether the symbol is fully raised at a time. */
    boolean isSymbolVisible(double at) {
        return symbol != null && symbol.heightFraction(at) >= 1;
    }

    /** Returns whether the symbol is entirely hidden at a time. */
    boolean isSymbolHidden(double at) {
        return symbol == null || symbol.heightFraction(at) <= 0;
    }

    /** Returns the frame at a time, {@value #WIDTH} by {@value #HEIGHT} pixels. */
    RgbImage frame(double time) {
        return toRgb(image(time));
    }

    /** Returns the same frame as {@link #frame}, ready to be written to a file. */
    BufferedImage image(double time) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        smooth(graphics);
        graphics.scale(WIDTH / (double) Layer.WIDTH, HEIGHT / (double) Layer.HEIGHT);
        shakeCamera(graphics, time);
        for (Layer layer : layers) {
            Graphics2D own = (Graphics2D) graphics.create();
            layer.paint(own, time);
            own.dispose();
        }
        graphics.dispose();
        return image;
    }

    /** Returns an image of the symbol on its board. */
    static RgbImage symbol() {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        smooth(graphics);
        graphics.setColor(Placard.BOARD);
        graphics.fillRect(0, 0, 400, 400);
        graphics.translate(200, 200);
        graphics.scale(180, 180);
        Sign.BEACON.draw(graphics);
        graphics.dispose();
        return toRgb(image);
    }

    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Shifts and rotates the view slightly, as a hand-held camera does. */
    private void shakeCamera(Graphics2D graphics, double time) {
        graphics.translate(Layer.WIDTH / 2.0, Layer.HEIGHT / 2.0);
        graphics.scale(1.05, 1.05);
        graphics.rotate(0.008 * Math.sin(shake + time * 3.1));
        graphics.translate(
                -Layer.WIDTH / 2.0 + 6 * Math.sin(shake + time * 4.3),
                -Layer.HEIGHT / 2.0 + 6 * Math.cos(shake + time * 5.7));
    }

    private static RgbImage toRgb(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[pixels.length * 3];
        for (int i = 0, at = 0; i < pixels.length; i++, at += 3) {
            rgb[at] = (byte) (pixels[i] >> 16);
            rgb[at + 1] = (byte) (pixels[i] >> 8);
            rgb[at + 2] = (byte) pixels[i];
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }
}
