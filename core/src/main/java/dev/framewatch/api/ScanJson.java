package dev.framewatch.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framewatch.geometry.Box;
import dev.framewatch.geometry.Quad;
import dev.framewatch.targets.FaceCheck;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.MediaListing.LeftOut;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Structure of {@code scan --json}; a public contract.
 *
 * @param leftOut on the last line of a scan: the skipped files of its folders that may hold
 *     pictures; null if there are none
 */
public record ScanJson(
        String video,
        @Nullable String sha256,
        double seconds,
        double decodedSeconds,
        int sampled,
        long elapsedMillis,
        boolean stoppedEarly,
        List<OneTarget> targets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<OneFile> leftOut) {

    /** A file that was skipped, and why. */
    public record OneFile(String file, String reason) {}

    /**
     * The result for a target.
     *
     * @param lead whether a person should look at the frames, or a full scan after a triage
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OneTarget(
            String target,
            String verdict,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lead,
            @Nullable String reason,
            double share,
            int positives,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int unclear,
            double threshold,
            double longestSeconds,
            String detector,
            List<OneFrame> frames) {
        static OneTarget of(TargetResult result) {
            String reason =
                    switch (result.verdict()) {
                        case Verdict.Undecided undecided -> undecided.reason();
                        case Verdict.Unreadable unreadable -> unreadable.reason();
                        case Verdict.Match _, Verdict.NoMatch _ -> null;
                    };
            return new OneTarget(
                    result.target(),
                    result.verdict().word(),
                    result.verdict().isLead(),
                    reason,
                    rounded(result.share()),
                    result.positives(),
                    result.unclear(),
                    result.threshold(),
                    rounded(result.longestSeconds()),
                    result.detector(),
                    frames(result.frames()));
        }

        /** There may be millions, so each is made when it is written. */
        private static List<OneFrame> frames(List<FrameScore> scores) {
            return new AbstractList<>() {
                @Override
                public int size() {
                    return scores.size();
                }

                @Override
                public OneFrame get(int index) {
                    return OneFrame.of(scores.get(index));
                }
            };
        }
    }

    /**
     * What the confirming network says about the face of a frame.
     *
     * @param outcome confirmed, contradicted, rejected, less_likely or unclear
     * @param similarity to the mean of the references, -1 to 1
     * @param clarity how well the face is seen, 0 to 1
     * @param reference name of the closest reference
     * @param referenceSimilarity similarity to it
     * @param likelier the target that the face is more like; left out if there is none
     */
    public record OneCheck(
            String outcome,
            double similarity,
            double clarity,
            String reference,
            double referenceSimilarity,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String likelier) {
        static OneCheck of(FaceCheck check) {
            return new OneCheck(
                    check.outcome().word(),
                    rounded(check.similarity()),
                    rounded(check.clarity()),
                    check.reference(),
                    rounded(check.referenceSimilarity()),
                    check.likelier());
        }
    }

    /**
     * Score of a frame. NaN becomes null; {@code unclear} is present and true if the face is not
     * seen well enough to tell, on whichever side of the threshold; faces have a box, planar
     * objects the four corners of their outline.
     */
    public record OneFrame(
            double t,
            @Nullable Double score,
            boolean positive,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unclear,
            @JsonInclude(JsonInclude.Include.NON_NULL) int @Nullable [] box,
            @JsonInclude(JsonInclude.Include.NON_NULL) int @Nullable [][] outline,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OneCheck confirmation) {
        public static OneFrame of(FrameScore frame) {
            return new OneFrame(
                    rounded(frame.seconds()),
                    Double.isNaN(frame.score()) ? null : frame.score(),
                    frame.positive(),
                    frame.unclear(),
                    frame.region() instanceof Box box ? pixels(box) : null,
                    frame.region() instanceof Quad quad ? pixels(quad) : null,
                    frame.check() == null ? null : OneCheck.of(frame.check()));
        }

        private static int[][] pixels(Quad quad) {
            return quad.corners().stream()
                    .map(corner -> new int[] {Math.round(corner.x()), Math.round(corner.y())})
                    .toArray(int[][]::new);
        }

        /** Returns left, top, width and height of a box, in whole pixels. */
        public static int[] pixels(Box box) {
            return new int[] {
                Math.round(box.x()),
                Math.round(box.y()),
                Math.round(box.width()),
                Math.round(box.height())
            };
        }
    }

    public static ScanJson of(VideoResult result) {
        return of(result.video().toString(), result);
    }

    /**
     * Creates the JSON structure of a result.
     *
     * @param video name of the video: a path or URL
     */
    public static ScanJson of(String video, VideoResult result) {
        return of(video, result, List.of());
    }

    /**
     * Creates the JSON structure of the last result of a scan.
     *
     * @param leftOut the skipped files of its folders that may hold pictures
     */
    public static ScanJson of(String video, VideoResult result, List<LeftOut> leftOut) {
        return new ScanJson(
                video,
                result.sha256(),
                rounded(result.coverage().seconds()),
                rounded(result.coverage().decodedSeconds()),
                result.coverage().sampled(),
                result.elapsedMillis(),
                result.coverage().stoppedEarly(),
                result.targets().stream().map(OneTarget::of).toList(),
                leftOut.isEmpty()
                        ? null
                        : leftOut.stream()
                                .map(file -> new OneFile(file.path().toString(), file.reason()))
                                .toList());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
