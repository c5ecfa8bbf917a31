package dev.framewatch.desk.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.review.DoubtfulFrame.Reason;
import dev.framewatch.desk.review.ReviewEvidence.SampledFrame;
import dev.framewatch.desk.store.Sighting.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewEvidenceTest {
    @TempDir private Path folder;

    private ReviewEvidence evidence;

    @BeforeEach
    void sixFrames() throws IOException {
        Files.writeString(
                folder.resolve("evidence.json"),
                """
                {"every": 1, "threshold": 0.5,
                 "frames": [
                  {"t": 0.0, "score": 0.99, "positive": true, "box": [1, 2, 3, 4]},
                  {"t": 1.001, "score": 0.41, "positive": false},
                  {"t": 2.0, "score": 0.55, "positive": true, "box": [1, 2, 3, 4]},
                  {"t": 3.0, "score": 0.9, "positive": true, "unclear": true, "box": [1, 2, 0, 4]},
                  {"t": 4.0, "score": null, "positive": false},
                  {"t": 5.0, "score": 0.1, "positive": false}],
                 "pictures": ["01-at-0.00s.jpg", "02-at-1.00s.jpg"]}
                """);
        evidence = ReviewEvidence.read(folder);
    }

    @Test
    void aPersonSeesTheFramesThatArePictures() {
        assertThat(evidence.frames())
                .filteredOn(SampledFrame::isShown)
                .extracting(SampledFrame::seconds)
                .containsExactly(0.0, 1.001);
    }

    @Test
    void whoConfirmsAnswersForThePositiveOnesAndWhoRejectsForAllThatWereSeen() {
        assertThat(evidence.seenFor(State.CONFIRMED)).containsExactly(0.0);
        assertThat(evidence.seenFor(State.REJECTED)).containsExactly(0.0, 1.001);
    }

    @Test
    void whatNobodyCanTellIsAskedFirstThenWhatIsClosestToTheThreshold() {
        assertThat(evidence.doubtful(List.of()))
                .containsExactly(
                        new DoubtfulFrame(3.0, 0.9, Reason.UNCLEAR),
                        new DoubtfulFrame(2.0, 0.55, Reason.NEAR_THRESHOLD),
                        new DoubtfulFrame(1.001, 0.41, Reason.NEAR_THRESHOLD));
        assertThat(evidence.doubtful(List.of(2.0, 3.0)))
                .as("without those that were answered")
                .extracting(DoubtfulFrame::seconds)
                .containsExactly(1.001);
    }

    @Test
    void aFrameIsFoundByItsTimeAsPeopleReadIt() {
        assertThat(evidence.at(1)).map(SampledFrame::seconds).hasValue(1.001);
        assertThat(evidence.at(1.5)).isEmpty();
    }

    @Test
    void facesAreThoseOfPositiveFramesWithAPosition() {
        assertThat(evidence.positiveFaces())
                .extracting(SampledFrame::seconds)
                .containsExactly(0.0, 2.0);
    }
}
