package dev.framewatch.learn.dense;

import dev.framewatch.yaml.NumberRange;

/** Valid range of a hyperparameter. */
enum ParameterRange implements NumberRange {
    RATE("above 0, at most 10"),
    SHARE("from 0 to below 1");

    private final String words;

    ParameterRange(String words) {
        this.words = words;
    }

    @Override
    public boolean contains(double value) {
        return switch (this) {
            case RATE -> value > 0 && value <= Optimizer.MAX_RATE;
            case SHARE -> value >= 0 && value < 1;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
