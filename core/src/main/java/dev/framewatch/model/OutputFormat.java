package dev.framewatch.model;

/** How a model's outputs are to be read. */
public enum OutputFormat {
    /** FaceBoxes: {@code class_0..2} and {@code box_0..2}, NCHW, at strides 32, 64, 128. */
    FACEBOXES(ModelRole.FACE_DETECTOR),
    /** YuNet: {@code cls_S obj_S bbox_S kps_S} for the strides S = 8, 16, 32, row-major cells. */
    YUNET(ModelRole.FACE_DETECTOR),
    /** One output [N,D]: the embedding of one face. */
    FACE_VECTOR(ModelRole.FACE_EMBEDDING),
    /** Outputs [N,D] that together, in order, describe the picture. */
    SCENE_VECTORS(ModelRole.SCENE_FEATURES),
    /** Outputs [N,R,D]: windows of a layer 16 times smaller than the picture, row by row. */
    SCENE_REGIONS(ModelRole.SCENE_FEATURES);

    private final ModelRole role;

    OutputFormat(ModelRole role) {
        this.role = role;
    }

    public ModelRole role() {
        return role;
    }
}
