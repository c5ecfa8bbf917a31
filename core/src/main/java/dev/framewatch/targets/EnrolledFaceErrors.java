package dev.framewatch.targets;

import java.util.List;

/**
 * What the thresholds of enrolled faces cost in general. A few photos leave nothing to measure a
 * target of its own on, but its score is a similarity that is distributed alike for most people, so
 * the errors were measured once, with {@code EnrolmentErrorBench}, and are valid for faces that are
 * described by {@code mobilefacenet}.
 */
final class EnrolledFaceErrors {
    /** Where the figures come from, as the beginning of a sentence. */
    static final String SOURCE =
            "Not measured for this target. 15 targets, of five politicians by five photos each, on"
                    + " the tutorial's frames, on which the threshold was chosen";

    private static final int CLEAN_FRAMES = 3195;
    private static final int CLEAN_VIDEOS = 73;
    private static final int SHOWN_FRAMES = 597;
    private static final int SHOWN_VIDEOS = 50;

    /**
     * As the benchmark prints them, with intervals by bootstrap over videos: 213 frames of others,
     * each compared with 15 targets, and 199 frames of one of the people, each compared with that
     * person's three. Frames are labelled for one person, so that another of the five who is really
     * in a frame counts as a false alarm.
     */
    private static final List<ThresholdErrors> MEASURED =
            List.of(
                    row(0.2, 32, 6, 0.00175, 0.02255, 120, 15, 0.08259, 0.39216),
                    row(0.3, 21, 5, 0.00126, 0.01557, 136, 17, 0.10945, 0.43149),
                    row(0.4, 14, 4, 0.00045, 0.01232, 150, 17, 0.13907, 0.43519),
                    row(0.5, 8, 3, 0.00000, 0.00716, 172, 18, 0.17778, 0.46259),
                    row(0.6, 5, 2, 0.00000, 0.00503, 206, 18, 0.20563, 0.47692),
                    row(0.7, 3, 1, 0.00000, 0.00395, 242, 18, 0.22304, 0.51455),
                    row(0.8, 3, 1, 0.00000, 0.00395, 288, 21, 0.25547, 0.61715),
                    row(0.9, 3, 1, 0.00000, 0.00395, 364, 29, 0.37468, 0.76626));

    private EnrolledFaceErrors() {}

    private static ThresholdErrors row(
            double threshold,
            int alarms,
            int alarmVideos,
            double low,
            double high,
            int missed,
            int missedVideos,
            double missedLow,
            double missedHigh) {
        return new ThresholdErrors(
                threshold,
                new ErrorRate(alarms, CLEAN_FRAMES, alarmVideos, CLEAN_VIDEOS, low, high),
                new ErrorRate(
                        missed, SHOWN_FRAMES, missedVideos, SHOWN_VIDEOS, missedLow, missedHigh));
    }

    /**
     * Returns the lowest examined threshold with at most this false-positive rate.
     *
     * @throws IllegalArgumentException if the rate is too low to have been measured
     */
    static double atRate(double rate) {
        return MEASURED.stream()
                .filter(errors -> falseAlarms(errors) <= rate)
                .mapToDouble(ThresholdErrors::threshold)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                ("fmr:%s: this target was enrolled, and the false-positive rates of"
                                     + " enrolled faces are known down to %.4f; specify a number,"
                                     + " or train it from labelled frames")
                                        .formatted(rate, falseAlarms(MEASURED.getLast()))));
    }

    private static double falseAlarms(ThresholdErrors errors) {
        ErrorRate rate = errors.falseAlarms();
        return rate == null ? 1 : rate.fraction();
    }

    /** Returns sentences about a threshold; none if it was not examined. */
    static List<String> statements(double threshold) {
        return MEASURED.stream()
                .filter(errors -> errors.threshold() == threshold)
                .flatMap(errors -> ThresholdErrors.statements(errors, errors).stream())
                .map(statement -> SOURCE + ": " + statement)
                .toList();
    }
}
