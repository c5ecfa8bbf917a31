package dev.framewatch.learn.augment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Parses the command-line syntax of {@link Augmentation}. */
final class AugmentationParser {
    private static final String WAY_OUT =
            "expected none, tutorial, video, or a list of brightness=A..B, shear=DEGREES,"
                    + " zoom=A..B, flip, crop=A..B, letterbox=SHARE, caption=SHARE, jpeg=A..B,"
                    + " h264=A..B";

    private AugmentationParser() {}

    static Augmentation read(String text) {
        return switch (text.strip()) {
            case "none" -> Augmentation.NONE;
            case "tutorial" -> Augmentation.TUTORIAL;
            case "video" -> Augmentation.VIDEO;
            default -> fields(text);
        };
    }

    private static Augmentation fields(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] field = part.strip().split("=", 2);
            if (given.put(field[0], field.length < 2 ? "" : field[1]) != null) {
                throw new IllegalArgumentException(
                        "augmentation '%s' specifies %s twice".formatted(text, field[0]));
            }
        }
        boolean flip = flip(given);
        Augmentation read =
                new Augmentation(
                        range(given, "brightness", ValueRange.ONE),
                        number(given, "shear"),
                        range(given, "zoom", ValueRange.ONE),
                        flip,
                        range(given, "crop", ValueRange.ONE),
                        number(given, "letterbox"),
                        number(given, "caption"),
                        range(given, "jpeg", ValueRange.OFF),
                        range(given, "h264", ValueRange.OFF));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "invalid augmentation '%s', %s"
                            .formatted(String.join(",", given.keySet()), WAY_OUT));
        }
        return read;
    }

    private static boolean flip(Map<String, String> given) {
        String value = given.remove("flip");
        if (value != null && !value.isEmpty()) {
            throw new IllegalArgumentException(
                    "flip takes no value, but has '%s'".formatted(value));
        }
        return value != null;
    }

    private static double number(Map<String, String> given, String field) {
        String value = given.remove(field);
        return value == null ? 0 : parsed(field, value, "one number");
    }

    private static ValueRange range(Map<String, String> given, String field, ValueRange off) {
        String value = given.remove(field);
        if (value == null) {
            return off;
        }
        int dots = value.indexOf("..");
        String wanted = "a range such as " + (off.equals(ValueRange.OFF) ? "30..45" : "0.8..1");
        if (dots < 0) {
            double both = parsed(field, value, wanted);
            return new ValueRange(both, both);
        }
        double from = parsed(field, value.substring(0, dots), wanted);
        double to = parsed(field, value.substring(dots + 2), wanted);
        if (from > to) {
            throw new IllegalArgumentException(
                    "%s=%s: the smaller number must come first".formatted(field, value));
        }
        return new ValueRange(from, to);
    }

    private static double parsed(String field, String value, String wanted) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like infinity.
        }
        throw new IllegalArgumentException(
                "%s must be %s, not '%s'".formatted(field, wanted, value));
    }

    static String of(Augmentation augmentation) {
        StringJoiner text = new StringJoiner(",").setEmptyValue("none");
        add(text, "brightness", augmentation.brightness(), ValueRange.ONE);
        add(text, "shear", augmentation.shear());
        add(text, "zoom", augmentation.zoom(), ValueRange.ONE);
        if (augmentation.flip()) {
            text.add("flip");
        }
        add(text, "crop", augmentation.crop(), ValueRange.ONE);
        add(text, "letterbox", augmentation.letterbox());
        add(text, "caption", augmentation.caption());
        add(text, "jpeg", augmentation.jpeg(), ValueRange.OFF);
        add(text, "h264", augmentation.h264(), ValueRange.OFF);
        return text.toString();
    }

    private static void add(StringJoiner text, String field, ValueRange range, ValueRange off) {
        if (!range.equals(off)) {
            text.add(field + "=" + range);
        }
    }

    private static void add(StringJoiner text, String field, double value) {
        if (value != 0) {
            text.add(field + "=" + ValueRange.number(value));
        }
    }
}
