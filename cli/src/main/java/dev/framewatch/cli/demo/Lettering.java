package dev.framewatch.cli.demo;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Map;

/**
 * Capitals drawn with a round pen. Fonts differ from machine to machine, and some machines have
 * none; these letters are the same everywhere.
 *
 * <p>A letter is a few strokes through the points a to o of a grid, three across and five down.
 */
final class Lettering {
    private static final double ADVANCE = 0.8;
    private static final Map<Character, String> STROKES =
            Map.ofEntries(
                    Map.entry('A', "mdbfo jl"),
                    Map.entry('B', "mabfhlnm gh"),
                    Map.entry('C', "cbdjno"),
                    Map.entry('D', "mabflnm"),
                    Map.entry('E', "camo gh"),
                    Map.entry('F', "cam gh"),
                    Map.entry('G', "cbdjnlih"),
                    Map.entry('H', "am co gi"),
                    Map.entry('I', "bn"),
                    Map.entry('K', "am cgo"),
                    Map.entry('L', "amo"),
                    Map.entry('M', "mahco"),
                    Map.entry('N', "maoc"),
                    Map.entry('O', "bdjnlfb"),
                    Map.entry('P', "mabfhg"),
                    Map.entry('R', "mabfhg ho"),
                    Map.entry('S', "cbdhlnm"),
                    Map.entry('T', "ac bn"),
                    Map.entry('U', "ajnlc"),
                    Map.entry('V', "anc"),
                    Map.entry('W', "amhoc"),
                    Map.entry('Y', "ahc hn"),
                    Map.entry('Z', "acmo"));

    private Lettering() {}

    /** Width of a text whose letters are {@code height} high. */
    static double width(String text, double height) {
        return (text.length() * ADVANCE - 0.3) * height;
    }

    /** Draws capitals and blanks from their top left corner, in the colour that is set. */
    static void draw(Graphics2D g, String text, double x, double y, double height) {
        g.setStroke(
                new BasicStroke(
                        (float) (height * 0.17), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double left = x;
        for (int i = 0; i < text.length(); i++) {
            for (String stroke : STROKES.getOrDefault(text.charAt(i), "").split(" ", -1)) {
                g.draw(path(stroke, left, y, height / 4));
            }
            left += ADVANCE * height;
        }
    }

    private static Path2D path(String stroke, double left, double top, double unit) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < stroke.length(); i++) {
            int point = stroke.charAt(i) - 'a';
            int column = point % 3;
            int row = point / 3;
            double x = left + column * unit;
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
