package dev.framewatch.model;

/** Format of a model's outputs. */
public enum OutputFormat {
    /** FaceBoxes: {@code class_0..2} and {@code box_0..2}, NCHW, at strides 32, 64, 128. */
    FACEBOXES(ModelRole.FACE_DETECTOR),
    /**
     * YuNet: {@code cls_S obj_S bbox_S kps_S} at strides S = 8, 16, 32, cells in row-major order.
     */
    YUNET(ModelRole.FACE_DETECTOR),
    /** A single output [N,D]: one face embedding. */
    FACE_VECTOR(ModelRole.FACE_EMBEDDING),
    /** A single output [N,D]: the embedding of a face that was aligned by its landmarks. */
    ALIGNED_FACE_VECTOR(ModelRole.FACE_EMBEDDING),
    /** A first output [N,1404]: x, y and z of the 468 points of a face mesh. */
    FACE_MESH(ModelRole.FACE_LANDMARKS),
    /** Outputs [N,D] whose concatenation, in order, describes the image. */
    SCENE_VECTORS(ModelRole.SCENE_FEATURES),
    /** Outputs [N,R,D]: windows of a feature map with stride 16, in row-major order. */
    SCENE_REGIONS(ModelRole.SCENE_FEATURES);

    private final ModelRole role;

    OutputFormat(ModelRole role) {
        this.role = role;
    }

    public ModelRole role() {
        return role;
    }
}
