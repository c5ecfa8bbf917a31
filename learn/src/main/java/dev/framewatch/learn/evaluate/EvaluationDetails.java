package dev.framewatch.learn.evaluate;

import java.util.List;

/**
 * What lies behind the figures of an {@link Evaluation}; as JSON, keys beside its own.
 *
 * @param roc what every threshold lets pass
 * @param det the same as two sorts of mistakes
 * @param reliability whether the scores mean what they say
 * @param byVideo how each source video fared, those with most mistakes first
 */
public record EvaluationDetails(
        RocCurve roc, DetCurve det, CalibrationCurve reliability, List<SourceVideoResult> byVideo) {
    public EvaluationDetails {
        byVideo = List.copyOf(byVideo);
    }

    /**
     * @param threshold a picture is positive from this score on
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
