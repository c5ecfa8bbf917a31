package dev.framewatch.desk.review;

import dev.framewatch.geometry.Box;
import java.nio.file.Path;
import java.util.List;

/**
 * What a reviewer said about the faces of a sighting, until the target knows it.
 *
 * @param sighting id of the sighting
 * @param target name of the target
 * @param isRejected whether the sighting or a frame of it is rejected now; else nothing of it is
 * @param faces faces that are not the target's, the highest score first; empty if their frames or
 *     positions are not known
 */
public record PendingCorrection(
        String sighting, String target, boolean isRejected, List<Face> faces) {
    public PendingCorrection {
        faces = List.copyOf(faces);
    }

    /**
     * A face that was taken for the target's.
     *
     * @param frame name of the frame; it begins with the id of the sighting and a hyphen
     * @param picture the frame, as the video showed it
     * @param box position of the face
     */
    public record Face(String frame, Path picture, Box box) {}
}
