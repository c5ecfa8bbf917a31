package dev.framewatch.bench.symbols;

import dev.framewatch.bench.symbols.Emblem.Inks;
import dev.framewatch.bench.symbols.Emblem.Outline;
import java.awt.image.BufferedImage;
import java.util.Random;

/** The three drawn target symbols. */
public enum Symbol {
    TIDE,
    ORCHARD,
    COMET;

    private static final int ARTWORK = 400;

    /** Returns the clean artwork, 400 by 400 pixels on white. */
    public BufferedImage artwork() {
        return emblem().onWhite(ARTWORK);
    }

    Emblem emblem() {
        return switch (this) {
            case TIDE -> new Emblem(Outline.DISC, Inks.HARBOUR, Glyph.WAVES);
            case ORCHARD -> new Emblem(Outline.SHIELD, Inks.MEADOW, Glyph.TREE);
            case COMET -> new Emblem(Outline.TILE, Inks.EMBER, Glyph.COMET);
        };
    }

    /**
     * Returns another emblem that could be mistaken for this one: never with its glyph, mostly in
     * its colours, often in its shape; occasionally one of the other target symbols.
     */
    Emblem lookAlike(Random random) {
        Emblem own = emblem();
        if (random.nextInt(6) == 0) {
            return other(random).emblem();
        }
        Glyph glyph = any(Glyph.values(), random);
        while (glyph == own.glyph()) {
            glyph = any(Glyph.values(), random);
        }
        boolean sameOutline = random.nextInt(2) == 0;
        boolean sameInks = random.nextInt(4) > 0;
        return new Emblem(
                sameOutline ? own.outline() : any(Outline.values(), random),
                sameInks ? own.inks() : any(Inks.values(), random),
                glyph);
    }

    private Symbol other(Random random) {
        Symbol other = any(values(), random);
        while (other == this) {
            other = any(values(), random);
        }
        return other;
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
