package dev.framewatch.learn.correct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.correct.AnsweredEnrolment.AnsweredFrame;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twenty answers about look-alikes, for a hundred invented people. */
class CorrectionSimulationTest {
    private static final int SEEDS = 100;
    private static final int ANSWERS = 20;

    private static List<World> clean;
    private static List<World> poisoned;

    @BeforeAll
    static void answers() throws Exception {
        clean = new ArrayList<>();
        poisoned = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            clean.add(new World(seed, 5, 0));
            poisoned.add(new World(seed, 5, 1));
        }
    }

    @Test
    void twentyAnswersHalveTheFalseFramesOfOtherVideosOfTheSameLookAlikes() {
        for (World world : clean) {
            assertThat(world.falseFrames(world.corrected))
                    .isLessThanOrEqualTo(world.falseFrames(world.start) / 2);
        }
    }

    @Test
    void missesStayWithinTheirIntervalAlsoIfOneAnswerInTwentyIsWrong() {
        for (List<World> worlds : List.of(clean, poisoned)) {
            for (World world : worlds) {
                double before = world.missed(world.start);
                assertThat(world.missed(world.corrected))
                        .isLessThanOrEqualTo(interval(before, World.VIDEOS).high());
            }
        }
    }

    @Test
    void aWorseTargetIsNeverAccepted() {
        for (List<World> worlds : List.of(clean, poisoned)) {
            for (World world : worlds) {
                Confirmation inUse = world.inUse();
                assertThat(world.missed(inUse))
                        .isLessThanOrEqualTo(
                                interval(world.missed(world.corrected), World.VIDEOS).high());
                assertThat(world.falseFrames(inUse))
                        .isLessThanOrEqualTo(
                                interval(world.falseFrames(world.corrected), ANSWERS).high());
            }
        }
        List<World> accepted =
                clean.stream().filter(world -> world.retrained.comparison().isBetter()).toList();
        assertThat(accepted).isNotEmpty();
        assertThat(mean(accepted, world -> world.missed(world.inUse())))
                .isLessThanOrEqualTo(mean(accepted, world -> world.missed(world.corrected)) + 0.01);
    }

    @Test
    void aWrongAnswerThatIsTakenBackLeavesNothing() {
        for (World world : poisoned) {
            Confirmation twice =
                    world.corrected
                            .withReviewed("wrong0", List.of())
                            .withReviewed("wrong0", List.of());
            assertThat(twice.rejected()).noneMatch(face -> face.comesFromReview("wrong0"));
            assertThat(world.withoutWrong).isEqualTo(twice);
        }
    }

    private static ConfidenceInterval interval(double rate, int videos) {
        return ConfidenceInterval.wilson(rate * videos, videos);
    }

    private static double mean(List<World> worlds, ToDoubleFunction<World> figure) {
        return worlds.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** A target, 20 look-alikes it finds, and reviewers who see one video of each. */
    private static final class World {
        static final int VIDEOS = 40;
        private static final int CONFIRMED = 8;

        private final InventedPeople people;
        private final Predicate<List<float[]>> finder;
        private final List<AnsweredFrame> answers = new ArrayList<>();
        private final List<List<float[]>> unseenLookAlikes = new ArrayList<>();
        private final List<List<float[]>> unseenPerson = new ArrayList<>();
        final Confirmation start;
        final Confirmation corrected;
        final Confirmation withoutWrong;
        final AnsweredEnrolment retrained;

        World(long seed, int photos, int wrong) throws Exception {
            people = new InventedPeople(seed);
            start = people.enrolled(photos);
            finder = new FaceEnrolment(start).finder();
            Confirmation known = start;
            while (unseenLookAlikes.size() < ANSWERS - wrong) {
                float[] somebody = people.lookAlike();
                List<float[]> video = people.video(somebody);
                if (found(video).size() > 2) {
                    known = rejected(known, "look" + unseenLookAlikes.size(), video);
                    unseenLookAlikes.add(people.video(somebody));
                }
            }
            withoutWrong = known;
            for (int i = 0; i < wrong; i++) {
                known = rejected(known, "wrong" + i, people.personVideo());
            }
            corrected = known;
            for (int i = 0; i < CONFIRMED; i++) {
                answers.addAll(
                        InventedPeople.answered("seen" + i, true, found(people.personVideo())));
            }
            for (int i = 0; i < VIDEOS; i++) {
                unseenPerson.add(people.personVideo());
            }
            retrained = AnsweredEnrolment.of(corrected, answers);
        }

        private List<float[]> found(List<float[]> video) {
            return video.stream().filter(face -> finder.test(List.of(face))).toList();
        }

        private Confirmation rejected(Confirmation known, String sighting, List<float[]> video) {
            answers.addAll(InventedPeople.answered(sighting, false, video));
            List<FaceReference> harmless =
                    InventedPeople.faces(sighting, found(video)).stream()
                            .filter(face -> !known.isHarmedBy(face))
                            .toList();
            return known.withReviewed(sighting, harmless);
        }

        /** Returns the target after the night's retraining. */
        Confirmation inUse() {
            return retrained.comparison().isBetter()
                    ? retrained.enrolment().confirmation()
                    : corrected;
        }

        double falseFrames(Confirmation target) {
            return rate(target, unseenLookAlikes);
        }

        double missed(Confirmation target) {
            return 1 - rate(target, unseenPerson);
        }

        private static double rate(Confirmation target, List<List<float[]>> videos) {
            Predicate<List<float[]>> finder = new FaceEnrolment(target).finder();
            return videos.stream()
                    .flatMap(List::stream)
                    .mapToInt(face -> finder.test(List.of(face)) ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }
}
