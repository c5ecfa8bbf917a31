package dev.framewatch.bench.symbols;

import dev.framewatch.bench.symbols.Emblem.Inks;
import dev.framewatch.bench.symbols.Emblem.Outline;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Drawn logos to look for at once, no two with the same glyph. */
public final class Logos {
    private static final int SIDE = 400;

    private Logos() {}

    /** Ten of them, 400 pixels each way, on white. */
    public static List<BufferedImage> ten() {
        List<BufferedImage> logos = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Outline outline = Outline.values()[i % Outline.values().length];
            Inks inks = Inks.values()[i % Inks.values().length];
            logos.add(new Emblem(outline, inks, Glyph.values()[i]).onWhite(SIDE));
        }
        return logos;
    }
}
