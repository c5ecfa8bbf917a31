package dev.framewatch.learn.evaluate;

import java.util.List;

/**
 * The curves and tables behind the metrics of an {@link Evaluation}; as JSON, keys beside its own.
 *
 * @param roc the ROC curve
 * @param det the DET curve
 * @param reliability the calibration curve
 * @param byVideo the results by source video, those with most errors first
 */
public record EvaluationDetails(
        RocCurve roc, DetCurve det, CalibrationCurve reliability, List<SourceVideoResult> byVideo) {
    public EvaluationDetails {
        byVideo = List.copyOf(byVideo);
    }

    /**
     * Computes the details.
     *
     * @param threshold the score at or above which an image is positive
     */
    public static EvaluationDetails of(List<ScoredImage> images, double threshold) {
        RocCurve roc = RocCurve.of(images);
        return new EvaluationDetails(
                roc,
                DetCurve.of(roc),
                CalibrationCurve.of(images),
                SourceVideoResult.of(images, threshold));
    }
}
