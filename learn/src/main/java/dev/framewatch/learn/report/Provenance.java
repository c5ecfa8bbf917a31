package dev.framewatch.learn.report;

import dev.framewatch.targets.ModelRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the figures of a report come from.
 *
 * @param occasion what was going on
 * @param target name of the Target
 * @param kind what its Detector looks at
 * @param backbones the models whose features the head reads, each with its SHA-256
 * @param head what turns features into a score, in a few words
 * @param classes the negative and the positive class, as the labels call them
 * @param labels the labels file's name
 * @param split how pictures were divided into those to learn from and those to check on, in words
 * @param seed of the random choices; null where there were none
 * @param date when it was done
 * @param framewatch version of the program
 */
public record Provenance(
        Occasion occasion,
        String target,
        String kind,
        List<ModelRef> backbones,
        String head,
        List<String> classes,
        String labels,
        String split,
        @Nullable Long seed,
        Instant date,
        String framewatch) {
    public Provenance {
        backbones = List.copyOf(backbones);
        classes = List.copyOf(classes);
        if (classes.size() != 2) {
            throw new IllegalArgumentException("classes: must be two, not " + classes);
        }
    }

    /** What was going on when the figures were taken. */
    public enum Occasion {
        /** A Target was learned; each picture was scored by heads that had not seen its video. */
        TRAINING,
        /** As the tutorial does it: frames of one video were learned from and scored. */
        LEAKING_TRAINING,
        /** A finished Target scored labelled pictures. */
        EVALUATION
    }
}
