package dev.framewatch.page;

import java.util.Locale;

/**
 * Builds a drawing (SVG 1.1); texts and attributes are escaped. Attributes are given as alternating
 * names and values; numbers are rounded to a tenth of a pixel.
 */
public final class Svg {
    private final StringBuilder markup = new StringBuilder();

    /** Adds an empty element. */
    public Svg element(String name, Object... attributes) {
        start(name, attributes);
        markup.append("/>\n");
        return this;
    }

    /** Adds an element with text content, such as {@code text} or {@code title}. */
    public Svg text(String name, String content, Object... attributes) {
        start(name, attributes);
        markup.append('>').append(Html.escaped(content));
        markup.append("</").append(name).append(">\n");
        return this;
    }

    /** Adds an element with child shapes. */
    public Svg group(String name, Svg shapes, Object... attributes) {
        start(name, attributes);
        markup.append(">\n").append(shapes.markup);
        markup.append("</").append(name).append(">\n");
        return this;
    }

    /** Adds shapes that were built separately. */
    public Svg add(Svg shapes) {
        markup.append(shapes.markup);
        return this;
    }

    /**
     * Returns the complete drawing.
     *
     * @param width width of the view box, in pixels
     * @param height height of the view box, in pixels
     */
    public SvgDrawing drawing(int width, int height, Object... attributes) {
        Svg whole = new Svg();
        whole.markup.append("<svg viewBox=\"0 0 %d %d\"".formatted(width, height));
        whole.append(attributes);
        whole.markup.append(">\n").append(markup).append("</svg>");
        return new SvgDrawing(whole.markup.toString());
    }

    /**
     * Formats a coordinate, to a tenth of a pixel.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite coordinate: " + value);
        }
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private void start(String name, Object... attributes) {
        markup.append('<').append(name);
        append(attributes);
    }

    private void append(Object... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes must be pairs of name and value");
        }
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text =
                    value instanceof Number number
                            ? number(number.doubleValue())
                            : value.toString();
            markup.append(' ').append(attributes[i]);
            markup.append("=\"").append(Html.escaped(text)).append('"');
        }
    }
}
