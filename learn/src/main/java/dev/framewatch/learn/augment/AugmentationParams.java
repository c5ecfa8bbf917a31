package dev.framewatch.learn.augment;

import dev.framewatch.video.AreaDownscaler;
import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one augmented copy, applied in the order of the fields; all random choices are
 * already made.
 *
 * @param shear degrees
 * @param zoomDown factor for rows; below 1 enlarges
 * @param zoomAcross factor for columns
 * @param mirrored whether to flip left and right
 * @param brightness factor
 * @param kept the crop
 * @param letterbox fraction of the upright frame that is filled, or 0 for none
 * @param caption the text overlay; null for none
 * @param h264 quantiser, or 0 for none
 * @param jpeg quality, or 0 for none
 */
record AugmentationParams(
        double shear,
        double zoomDown,
        double zoomAcross,
        boolean mirrored,
        double brightness,
        Kept kept,
        double letterbox,
        @Nullable CaptionOverlay caption,
        int h264,
        int jpeg) {
    private static final int MAX_SIDE = 1920;
    private static final double MIN_INSET = 0.65;
    private static final double MAX_INSET = 0.95;

    /** The fractions of width and height that a crop keeps, and its relative position, 0 to 1. */
    record Kept(double across, double down, double x, double y) {
        private static final Kept ALL = new Kept(1, 1, 0, 0);
    }

    static AugmentationParams draw(Augmentation how, RandomGenerator random) {
        double shear = how.shear() == 0 ? 0 : random.nextDouble(-how.shear(), how.shear());
        double zoomDown = how.zoom().draw(random);
        double zoomAcross = how.zoom().draw(random);
        boolean mirrored = how.flip() && random.nextBoolean();
        double brightness = how.brightness().draw(random);
        Kept kept =
                how.crop().equals(ValueRange.ONE)
                        ? Kept.ALL
                        : new Kept(
                                how.crop().draw(random),
                                how.crop().draw(random),
                                random.nextDouble(),
                                random.nextDouble());
        double letterbox =
                random.nextDouble() < how.letterbox() ? random.nextDouble(MIN_INSET, MAX_INSET) : 0;
        CaptionOverlay caption =
                random.nextDouble() < how.caption() ? CaptionOverlay.draw(random) : null;
        boolean both = !how.h264().equals(ValueRange.OFF) && !how.jpeg().equals(ValueRange.OFF);
        boolean first = both && random.nextBoolean();
        return new AugmentationParams(
                shear,
                zoomDown,
                zoomAcross,
                mirrored,
                brightness,
                kept,
                letterbox,
                caption,
                both && first ? 0 : (int) Math.round(how.h264().draw(random)),
                both && !first ? 0 : (int) Math.round(how.jpeg().draw(random)));
    }

    RgbImage apply(RgbImage original, VideoCompression recoder) {
        RgbImage image = brightened(placed(AreaDownscaler.toLongestSide(original, MAX_SIDE)));
        if (letterbox > 0) {
            image = Letterbox.of(image, letterbox);
        }
        if (caption != null) {
            image = caption.on(image);
        }
        if (h264 > 0) {
            image = recoder.h264(image, h264);
        }
        return jpeg > 0 ? JpegCompression.again(image, jpeg) : image;
    }

    private RgbImage placed(RgbImage image) {
        CropRect cut = CropRect.of(image, kept.across, kept.down, kept.x, kept.y);
        if (shear == 0 && zoomDown == 1 && zoomAcross == 1 && !mirrored) {
            return cut.of(image);
        }
        return AffineWarp.of(shear, zoomDown, zoomAcross, mirrored).apply(image, cut);
    }

    private RgbImage brightened(RgbImage image) {
        if (brightness == 1) {
            return image;
        }
        byte[] table = new byte[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = (byte) Math.min(255, Math.round(value * brightness));
        }
        byte[] rgb = new byte[image.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = table[image.rgb()[i] & 0xff];
        }
        return new RgbImage(image.width(), image.height(), rgb);
    }

    /** Returns user-readable descriptions of the changes; empty if there are none. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (mirrored) {
            words.add("mirrored");
        }
        if (zoomAcross != 1 || zoomDown != 1) {
            words.add(
                    text(
                            "width \u00d7\u00a0%.2f, height \u00d7\u00a0%.2f",
                            1 / zoomAcross, 1 / zoomDown));
        }
        if (shear != 0) {
            words.add(text("sheared by %.1f\u00b0", Math.abs(shear)));
        }
        if (brightness != 1) {
            words.add(text("brightness \u00d7\u00a0%.2f", brightness));
        }
        if (!kept.equals(Kept.ALL)) {
            words.add(text("cropped to %.0f%%", 100 * kept.across * kept.down));
        }
        if (letterbox > 0) {
            words.add("on a blurred background");
        }
        if (caption != null) {
            words.add("caption: " + caption.text());
        }
        if (h264 > 0) {
            words.add("H.264, quantiser " + h264);
        }
        if (jpeg > 0) {
            words.add("JPEG, quality " + jpeg);
        }
        return words;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
