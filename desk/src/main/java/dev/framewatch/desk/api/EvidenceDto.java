package dev.framewatch.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence of a sighting says about its frames.
 *
 * @param every sampling interval in seconds
 * @param threshold score at or above which a frame is positive, 0 to 1
 * @param frames every sampled frame, in order of time
 * @param pictures the best frames, best first
 * @param storyboard times of the storyboard's frames in seconds; empty if there is none
 */
public record EvidenceDto(
        double every,
        double threshold,
        List<FrameDto> frames,
        List<PictureDto> pictures,
        List<Double> storyboard) {
    /** What is known once the evidence is deleted: nothing. */
    public static final EvidenceDto NONE = new EvidenceDto(1, 0.5, List.of(), List.of(), List.of());

    public EvidenceDto {
        frames = List.copyOf(frames);
        pictures = List.copyOf(pictures);
        storyboard = List.copyOf(storyboard);
    }

    /**
     * A sampled frame.
     *
     * @param t time in seconds
     * @param score 0 to 1; null if it could not be scored
     * @param positive whether it counts as showing the target
     * @param unclear whether a face is not seen well enough to tell
     */
    public record FrameDto(double t, @Nullable Double score, boolean positive, boolean unclear) {}

    /**
     * A kept frame.
     *
     * @param t time in seconds
     * @param marked name of the picture with box, time and score drawn in
     * @param unmarked name of the picture as it was
     * @param box left, top, width and height of the face in pixels; left out without one
     */
    public record PictureDto(
            double t,
            String marked,
            @Nullable String unmarked,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> box) {
        public PictureDto {
            box = box == null ? null : List.copyOf(box);
        }
    }
}
