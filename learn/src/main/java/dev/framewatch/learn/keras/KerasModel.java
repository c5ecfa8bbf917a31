package dev.framewatch.learn.keras;

import java.util.List;

/** What a file of Keras or Teachable Machine turned out to hold. */
public sealed interface KerasModel {
    /** Something that describes pictures, such as VGG16 without its top. */
    record Describes(KerasBackbone backbone) implements KerasModel {}

    /** Something that decides on features, such as the tutorial's trained layers. */
    record Decides(KerasHead head) implements KerasModel {}

    /**
     * Both, joined.
     *
     * @param labels what the classes are called, in the order of the head's classes
     */
    record Both(KerasBackbone backbone, KerasHead head, List<String> labels) implements KerasModel {
        public Both {
            labels = List.copyOf(labels);
            if (labels.size() != head.classes() || backbone.dimensions() != head.dimensions()) {
                throw new IllegalArgumentException("labels, head and backbone do not fit");
            }
        }
    }
}
