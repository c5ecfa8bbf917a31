package dev.framewatch.bench.symbols;

import dev.framewatch.bench.symbols.Emblem.Inks;
import dev.framewatch.bench.symbols.Emblem.Outline;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Drawn logos, no two with the same glyph. */
public final class Logos {
    private static final int SIDE = 400;

    private Logos() {}

    /** Returns ten logos of 400 by 400 pixels on white. */
    public static List<BufferedImage> ten() {
        List<Outline> outlines = List.of(Outline.values());
        List<Inks> inks = List.of(Inks.values());
        List<BufferedImage> logos = new ArrayList<>();
        for (Glyph glyph : List.of(Glyph.values()).subList(0, 10)) {
            int i = logos.size();
            Emblem emblem =
                    new Emblem(outlines.get(i % outlines.size()), inks.get(i % inks.size()), glyph);
            logos.add(emblem.onWhite(SIDE));
        }
        return logos;
    }
}
