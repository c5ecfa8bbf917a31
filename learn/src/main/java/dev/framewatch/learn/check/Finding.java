package dev.framewatch.learn.check;

import java.util.List;

/**
 * A problem of a data set.
 *
 * @param kind kind of the problem
 * @param serious whether it should be fixed before training
 * @param count number of images, pairs or rows affected; 0 if it concerns a class
 * @param description user-facing description, one sentence
 * @param advice user-facing advice, one sentence
 * @param examples some of the affected items, worst first
 */
public record Finding(
        Kind kind,
        boolean serious,
        int count,
        String description,
        String advice,
        List<String> examples) {

    /** Kinds of findings; their names are part of the JSON output. */
    public enum Kind {
        LEFT_OUT,
        UNREADABLE,
        SAME_PICTURE_TWO_CLASSES,
        SAME_PICTURE_TWO_VIDEOS,
        VIDEOS_LOOK_ALIKE,
        NEARLY_THE_SAME_TWO_CLASSES,
        SAME_PICTURE,
        FEW_VIDEOS,
        UNBALANCED,
        ONE_VIDEO_PREVAILS,
        TINY_PICTURE,
        TINY_FACE,
        NO_FACE
    }

    public Finding {
        examples = List.copyOf(examples);
    }
}
