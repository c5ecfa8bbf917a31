package dev.framewatch.video;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Map;

/**
 * A stroke font with capital letters, digits and {@code . - _}, drawn with a round pen. Renders
 * identically on every machine, including those without installed fonts.
 *
 * <p>A glyph consists of strokes through the points a to o of a grid, three across and five down.
 */
public final class StrokeFont {
    private static final double ADVANCE = 0.8;
    private static final Map<Character, List<String>> STROKES =
            Map.ofEntries(
                    Map.entry('A', List.of("mdbfo", "jl")),
                    Map.entry('B', List.of("mabfhlnm", "gh")),
                    Map.entry('C', List.of("cbdjno")),
                    Map.entry('D', List.of("mabflnm")),
                    Map.entry('E', List.of("camo", "gh")),
                    Map.entry('F', List.of("cam", "gh")),
                    Map.entry('G', List.of("cbdjnlih")),
                    Map.entry('H', List.of("am", "co", "gi")),
                    Map.entry('I', List.of("bn")),
                    Map.entry('K', List.of("am", "cgo")),
                    Map.entry('L', List.of("amo")),
                    Map.entry('M', List.of("mahco")),
                    Map.entry('N', List.of("maoc")),
                    Map.entry('O', List.of("bdjnlfb")),
                    Map.entry('P', List.of("mabfhg")),
                    Map.entry('Q', List.of("bdjnlfb", "ho")),
                    Map.entry('R', List.of("mabfhg", "ho")),
                    Map.entry('S', List.of("cbdhlnm")),
                    Map.entry('T', List.of("ac", "bn")),
                    Map.entry('U', List.of("ajnlc")),
                    Map.entry('V', List.of("anc")),
                    Map.entry('W', List.of("amhoc")),
                    Map.entry('X', List.of("ao", "cm")),
                    Map.entry('Y', List.of("ahc", "hn")),
                    Map.entry('Z', List.of("acmo")),
                    Map.entry('0', List.of("bdjnlfb")),
                    Map.entry('1', List.of("dbn", "mo")),
                    Map.entry('2', List.of("dbfmo")),
                    Map.entry('3', List.of("achlnm")),
                    Map.entry('4', List.of("bjl", "en")),
                    Map.entry('5', List.of("caghlnm")),
                    Map.entry('6', List.of("cbdjnlhg")),
                    Map.entry('7', List.of("acn")),
                    Map.entry('8', List.of("hfbdhlnjh")),
                    Map.entry('9', List.of("hdbflnm")),
                    Map.entry('.', List.of("nn")),
                    Map.entry('-', List.of("gi")),
                    Map.entry('_', List.of("mo")),
                    Map.entry('J', List.of("clnj")));

    private StrokeFont() {}

    /** Returns the width of a text for the given letter height, in the same unit. */
    public static double width(String text, double height) {
        return (text.length() * ADVANCE - 0.3) * height;
    }

    /**
     * Draws a text in the current colour; (x, y) is its top left corner. Characters without a glyph
     * are left blank.
     */
    public static void draw(Graphics2D g, String text, double x, double y, double height) {
        g.setStroke(
                new BasicStroke(
                        (float) (height * 0.17), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double left = x;
        for (int i = 0; i < text.length(); i++) {
            for (String stroke : STROKES.getOrDefault(text.charAt(i), List.of())) {
                g.draw(path(stroke, left, y, height / 4));
            }
            left += ADVANCE * height;
        }
    }

    private static Path2D path(String stroke, double left, double top, double unit) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < stroke.length(); i++) {
            int point = stroke.charAt(i) - 'a';
            int row = point / 3;
            double x = left + point % 3 * unit;
            double y = top + row * unit;
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}
