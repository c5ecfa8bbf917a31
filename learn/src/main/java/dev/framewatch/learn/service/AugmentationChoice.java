package dev.framewatch.learn.service;

import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.features.LabelledFeatureSet.CopyFeatures;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;

/**
 * The augmented copies that a training learns from.
 *
 * @param policy how copies are made
 * @param copied the features that are extracted from them
 */
record AugmentationChoice(AugmentationPolicy policy, CopyFeatures copied) {
    /** The default where faces are used; see docs/decisions/augmentation.md. */
    private static final String FACE_AUGMENTATION = "tutorial:1";

    private static final int MAX_AUGMENTED_PICTURES = 10_000;

    /**
     * Returns what a request asks for; else one copy for faces, unless there are many images.
     *
     * @param images the number of images
     */
    static AugmentationChoice of(Request request, int images) {
        long seed = request.plan().seed();
        if (request.augment() != null) {
            return new AugmentationChoice(
                    AugmentationPolicy.parse(request.augment(), seed), CopyFeatures.ALL);
        }
        boolean faces =
                request.plan().kind() != TargetKind.SCENE && images <= MAX_AUGMENTED_PICTURES;
        return new AugmentationChoice(
                AugmentationPolicy.parse(faces ? FACE_AUGMENTATION : "none", seed),
                CopyFeatures.FACES);
    }

    /** Returns the policy for images that these backbones describe. */
    AugmentationPolicy policyFor(Backbones backbones) {
        boolean nothing = copied == CopyFeatures.FACES && backbones.detector() == null;
        return nothing ? AugmentationPolicy.none() : policy;
    }

    /** Returns the number of copies of an image whose scene is described, too. */
    int sceneCopies() {
        return copied == CopyFeatures.ALL ? policy.count() : 0;
    }
}
