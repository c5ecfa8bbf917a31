package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.clip.AlignmentVotes.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentRefinerTest {
    private static final int WHOLE = view(HashedRegion.WHOLE);

    private final DrawnClip clip = new DrawnClip(1);
    private final ClipFingerprint stored = clip.fingerprint().thinned();

    @Test
    void findsTheTimeUpToASecondFromTheCandidate() {
        for (double error : new double[] {-1, -0.5, 0, 0.7, 1}) {
            MatchScore score = refine(clip.cut(2.3, 9), 2.3 + error);
            assertThat(score.transform().offset()).as("%s", error).isCloseTo(2.3, within(0.08));
            assertThat(score.transform().speed()).isCloseTo(1, within(0.025));
            assertThat(score.total()).isGreaterThan(1.9);
        }
    }

    @Test
    void findsTheSpeed() {
        for (double speed : new double[] {0.94, 1.06}) {
            ClipFingerprint copy =
                    clip.copy(72, 128, 0, 10, speed, (screen, x, y, _) -> screen.at(x, y));
            MatchScore score = refine(copy, 0);
            assertThat(score.transform().speed()).isCloseTo(speed, within(0.025));
            assertThat(score.total()).isGreaterThan(1.9);
        }
    }

    @Test
    void findsTheCrop() {
        ClipFingerprint copy =
                clip.copy((screen, x, y, _) -> screen.at(0.06 + 0.9 * x, 0.02 + 0.9 * y));
        SpatioTemporalTransform transform = refine(copy, 0).transform();
        assertThat(transform.a()).isCloseTo(1 / 0.9, within(0.04));
        assertThat(transform.b()).isCloseTo(-0.06 / 0.9, within(0.03));
        assertThat(transform.c()).isCloseTo(1 / 0.9, within(0.04));
        assertThat(transform.d()).isCloseTo(-0.02 / 0.9, within(0.03));
        assertThat(transform.mirrored()).isFalse();
    }

    @Test
    void startsFromTheRegionsThatMatched() {
        ClipFingerprint copy = clip.copy((screen, x, y, _) -> screen.at(0.86 * x, 0.86 * y));
        AlignmentScorer scorer = new AlignmentScorer(stored);
        scorer.setStored(copy.thinned());
        Candidate candidate = new Candidate(0, false, 0, view(HashedRegion.TOP_LEFT), WHOLE);
        SpatioTemporalTransform transform =
                new AlignmentRefiner(scorer).refine(candidate).transform();
        assertThat(transform.a()).isCloseTo(0.86, within(0.02));
        assertThat(transform.b()).isCloseTo(0, within(0.02));
    }

    @Test
    void keepsTheMirroringOfTheCandidate() {
        ClipFingerprint copy = clip.copy((screen, x, y, _) -> screen.at(1 - x, y));
        assertThat(refine(copy, new Candidate(0, true, 0, WHOLE, WHOLE)).total())
                .isGreaterThan(1.9);
        assertThat(refine(copy, new Candidate(0, false, 0, WHOLE, WHOLE)).total()).isLessThan(1.5);
    }

    @Test
    void scoreOfAnUnrelatedClipStaysLow() {
        MatchScore score = refine(new DrawnClip(2).fingerprint(), 0);
        assertThat(score.changeCorrelation()).isLessThan(0.5);
    }

    private static int view(HashedRegion region) {
        return List.of(HashedRegion.values()).indexOf(region);
    }

    private MatchScore refine(ClipFingerprint query, double offset) {
        return refine(query, new Candidate(0, false, offset, WHOLE, WHOLE));
    }

    private MatchScore refine(ClipFingerprint query, Candidate candidate) {
        AlignmentScorer scorer = new AlignmentScorer(query);
        scorer.setStored(stored);
        return new AlignmentRefiner(scorer).refine(candidate);
    }
}
