package dev.framewatch.learn.check;

import java.util.List;

/**
 * Something about a dataset that a person should know.
 *
 * @param kind which kind of thing
 * @param serious whether it should be dealt with before training
 * @param count how many pictures, pairs or rows it concerns; 0 where it concerns a class
 * @param description the finding, one sentence
 * @param advice what to do, one sentence
 * @param examples some of those it concerns, the worst first
 */
public record Finding(
        Kind kind,
        boolean serious,
        int count,
        String description,
        String advice,
        List<String> examples) {

    /** What findings are about. */
    public enum Kind {
        LEFT_OUT,
        UNREADABLE,
        SAME_PICTURE_TWO_CLASSES,
        SAME_PICTURE_TWO_VIDEOS,
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
