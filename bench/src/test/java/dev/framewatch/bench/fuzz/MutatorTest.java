package dev.framewatch.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutatorTest {
    private static final byte[] SMALL = {1, 2, 3};
    private static final byte[] LARGE = new byte[3 << 20];

    private static List<byte[]> mutants(byte[] file, long seed) {
        Mutator mutator = new Mutator(List.of(SMALL, LARGE), seed);
        return Stream.generate(() -> mutator.mutate(file)).limit(200).toList();
    }

    @Test
    void theSameSeedGivesTheSameFiles() {
        assertThat(Arrays.deepEquals(mutants(SMALL, 1).toArray(), mutants(SMALL, 1).toArray()))
                .isTrue();
        assertThat(Arrays.deepEquals(mutants(SMALL, 1).toArray(), mutants(SMALL, 2).toArray()))
                .isFalse();
    }

    @Test
    void mostFilesAreChangedAndTheOriginalIsNot() {
        assertThat(mutants(SMALL, 1).stream().filter(mutant -> !Arrays.equals(mutant, SMALL)))
                .hasSizeGreaterThan(150);
        assertThat(SMALL).containsExactly(1, 2, 3);
    }

    @Test
    void noFileGrowsWithoutLimit() {
        assertThat(mutants(LARGE, 1))
                .allSatisfy(mutant -> assertThat(mutant.length).isLessThanOrEqualTo(4 << 20));
    }
}
