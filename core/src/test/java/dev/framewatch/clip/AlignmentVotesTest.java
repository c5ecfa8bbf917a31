package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.clip.AlignmentVotes.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentVotesTest {
    private final AlignmentVotes votes = new AlignmentVotes();

    @Test
    void candidateIsInTheMiddleOfItsSecond() {
        votes.vote(7, false, 2.1, 0, 3, 1, 5);
        assertThat(votes.top(5, _ -> true)).containsExactly(new Candidate(7, false, 2.5, 3, 1));
    }

    @Test
    void tellsClipsAndTheirMirrorImagesApart() {
        votes.vote(7, true, -2.9, 0, 3, 1, 5);
        votes.vote(7, false, -2.9, 0, 2, 0, 4);
        votes.vote(6, false, -2.9, 0, 1, 2, 3);
        assertThat(votes.top(5, _ -> true))
                .containsExactly(
                        new Candidate(7, true, -2.5, 3, 1),
                        new Candidate(7, false, -2.5, 2, 0),
                        new Candidate(6, false, -2.5, 1, 2));
    }

    @Test
    void sampleVotesOnceWithItsBestMatch() {
        votes.vote(1, false, 0, 0, 0, 0, 3);
        votes.vote(1, false, 0, 0, 0, 0, 5);
        votes.vote(1, false, 0, 0, 0, 0, 4);
        votes.vote(2, false, 0, 0, 0, 0, 3);
        votes.vote(2, false, 0, 1, 0, 0, 3);
        assertThat(votes.top(5, _ -> true)).extracting(Candidate::clip).containsExactly(2, 1);
    }

    @Test
    void regionsAreThoseOfTheBestVote() {
        votes.vote(1, false, 0, 0, 4, 1, 3);
        votes.vote(1, false, 0, 1, 5, 2, 6);
        votes.vote(1, false, 0, 2, 6, 3, 6);
        assertThat(votes.top(5, _ -> true)).containsExactly(new Candidate(1, false, 0.5, 5, 2));
    }

    @Test
    void neighbouringSecondsSupportEachOther() {
        votes.vote(1, false, 3, 0, 1, 1, 6);
        votes.vote(1, false, 4, 1, 2, 2, 2);
        votes.vote(2, false, 3, 0, 3, 3, 7);
        assertThat(votes.top(1, _ -> true))
                .containsExactly(new Candidate(1, false, 3.5 + 0.25, 1, 1));
    }

    @Test
    void regionsAreThoseOfTheBetterSecond() {
        votes.vote(1, false, 3, 0, 1, 1, 2);
        votes.vote(1, false, 4, 1, 2, 2, 6);
        assertThat(votes.top(1, _ -> true))
                .containsExactly(new Candidate(1, false, 3.5 + 0.75, 2, 2));
    }

    @Test
    void eachClipHasAtMostTwoAlignments() {
        votes.vote(1, false, 0, 0, 0, 0, 9);
        votes.vote(1, false, 10, 1, 0, 0, 8);
        votes.vote(1, false, 20, 2, 0, 0, 7);
        votes.vote(2, false, 0, 3, 0, 0, 1);
        assertThat(votes.top(3, _ -> true))
                .extracting(candidate -> candidate.clip() + " at " + candidate.offset())
                .containsExactly("1 at 0.5", "1 at 10.5", "2 at 0.5");
    }

    @Test
    void onlyEligibleClipsAreCandidates() {
        votes.vote(1, false, 0, 0, 0, 0, 9);
        votes.vote(2, false, 0, 0, 0, 0, 1);
        assertThat(votes.top(3, clip -> clip == 2)).extracting(Candidate::clip).containsExactly(2);
        assertThat(votes.top(3, _ -> false)).isEmpty();
    }

    @Test
    void findsTheMostVotesAmongThousandsOfClips() {
        int clips = 20_000;
        for (int voter = 0; voter < 2; voter++) {
            for (int clip = 0; clip < clips; clip++) {
                int winner = (clip * 7919) % clips;
                votes.vote(clip, false, 1500, voter, 0, 0, 1 + winner);
            }
        }
        List<Candidate> top = votes.top(20, _ -> true);
        assertThat(top).hasSize(20);
        for (int i = 0; i < top.size(); i++) {
            assertThat(top.get(i).clip() * 7919L % clips).isEqualTo(clips - 1 - i);
            assertThat(top.get(i).offset()).isEqualTo(1500.5);
        }
    }
}
