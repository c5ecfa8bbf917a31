package dev.framewatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.Examination;
import dev.framewatch.learn.fit.HeldBack;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstance;
import dev.framewatch.learn.fit.TellingRegions;
import dev.framewatch.target.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faces and scenes tell about as much, each a little. */
class CandidatesTest {
    private static final int PICTURES = 200;
    private static final int NUMBERS = 4;

    static List<Examination> waysToExamine() {
        return List.of(new CrossValidation(10, 2), new HeldBack());
    }

    private static List<LabelledFeatures> pictures() {
        Random random = new Random(3);
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            boolean positive = i / 4 % 2 == 0;
            pictures.add(
                    new LabelledFeatures(
                            "p" + i,
                            positive,
                            "v" + i / 4,
                            new Description(
                                    List.of(vector(positive, random)),
                                    List.of(vector(positive, random))),
                            List.of()));
        }
        return pictures;
    }

    private static float[] vector(boolean positive, Random random) {
        float[] vector = new float[NUMBERS];
        for (int j = 0; j < NUMBERS; j++) {
            vector[j] = (float) (random.nextGaussian() + (positive ? 0.6 : -0.6));
        }
        return vector;
    }

    @ParameterizedTest
    @MethodSource("waysToExamine")
    void facesAndScenesTogetherAreExaminedWhereBothWere(Examination how) {
        List<LabelledFeatures> pictures = pictures();
        LogisticRegression regression = new LogisticRegression(30);
        Candidates candidates =
                new Candidates(
                        pictures,
                        pictures.stream().map(LabelledFeatures::group).toList(),
                        how,
                        new MultipleInstance(regression),
                        new TellingRegions(regression),
                        1);

        Candidate scene = candidates.examine(Kind.SCENE);
        Candidate both = candidates.examine(Kind.AUTO);

        assertThat(both.examined()).isEqualTo(scene.examined());
        for (int i = 0; i < PICTURES; i++) {
            boolean examined = Arrays.binarySearch(both.examined(), i) >= 0;
            assertThat(Double.isFinite(both.logits()[i])).isEqualTo(examined);
        }
        assertThat(right(pictures, both)).isGreaterThan(0.85);
    }

    private static double right(List<LabelledFeatures> pictures, Candidate candidate) {
        return Arrays.stream(candidate.examined())
                        .filter(i -> candidate.logits()[i] > 0 == pictures.get(i).positive())
                        .count()
                / (double) candidate.examined().length;
    }
}
