package dev.framewatch.learn.dense;

import dev.framewatch.yaml.NumberBounds;

/** What a number must lie between. */
enum Bounds implements NumberBounds {
    RATE("above 0, at most 10"),
    SHARE("from 0 to below 1");

    private final String words;

    Bounds(String words) {
        this.words = words;
    }

    @Override
    public boolean hold(double value) {
        return switch (this) {
            case RATE -> value > 0 && value <= Optimiser.MOST_RATE;
            case SHARE -> value >= 0 && value < 1;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
