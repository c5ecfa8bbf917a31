package dev.framewatch.learn.keras;

import java.util.List;

/** Content of a Keras or Teachable Machine file. */
public sealed interface KerasModel {
    /** A feature extractor only, such as VGG16 without its top. */
    record BackboneOnly(KerasBackbone backbone) implements KerasModel {}

    /** A classifier on features only, such as the trained layers of the tutorial. */
    record HeadOnly(KerasHead head) implements KerasModel {}

    /**
     * A complete model: feature extractor and classifier.
     *
     * @param labels class names, in the order of the head's classes
     */
    record Complete(KerasBackbone backbone, KerasHead head, List<String> labels)
            implements KerasModel {
        public Complete {
            labels = List.copyOf(labels);
            if (labels.size() != head.classes() || backbone.dimensions() != head.dimensions()) {
                throw new IllegalArgumentException("labels, head and backbone do not match");
            }
        }
    }
}
