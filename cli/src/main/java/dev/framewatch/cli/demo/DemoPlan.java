package dev.framewatch.cli.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How much the demo makes.
 *
 * @param seed all that is random follows from it
 * @param trainingClips clips to learn from, every second one with the symbol, at least 4
 * @param framesPerClip labelled frames from each, at least 2
 * @param clips clips to look through, at least 2; half of them with the symbol
 * @param seconds length of a clip, at least 4
 * @param picturesPerSecond of the clips to look through
 */
record DemoPlan(
        long seed,
        int trainingClips,
        int framesPerClip,
        int clips,
        double seconds,
        int picturesPerSecond) {
    /** Keeps the seeds of the clips to look through apart from those to learn from. */
    private static final int CLIPS_TO_LEARN_FROM_AT_MOST = 500;

    private static final int SEEDS_EACH = 1000;

    DemoPlan {
        if (trainingClips < 4
                || trainingClips > CLIPS_TO_LEARN_FROM_AT_MOST
                || framesPerClip < 2
                || clips < 2
                || clips > SEEDS_EACH - CLIPS_TO_LEARN_FROM_AT_MOST
                || !(seconds >= 4 && seconds <= 60)
                || picturesPerSecond < 1) {
            throw new IllegalArgumentException("too little or too much for a demo");
        }
    }

    /** What a person waits for. */
    static DemoPlan standard(long seed) {
        return new DemoPlan(seed, 60, 3, 10, 8, 15);
    }

    List<Clip> clipsToLearnFrom() {
        return IntStream.range(0, trainingClips)
                .mapToObj(i ->
                        Clip.of(
                                "training-%03d".formatted(i + 1),
                                seed * SEEDS_EACH + i,
                                seconds,
                                i % 2 == 0))
                .toList();
    }

    /** In an order that does not tell which ones have the symbol. */
    List<Clip> clipsToLookThrough() {
        List<Boolean> symbols = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            symbols.add(i % 2 == 0);
        }
        Collections.shuffle(symbols, new Random(seed));
        return IntStream.range(0, clips)
                .mapToObj(i ->
                        Clip.of(
                                "clip-%02d".formatted(i + 1),
                                seed * SEEDS_EACH + CLIPS_TO_LEARN_FROM_AT_MOST + i,
                                seconds,
                                symbols.get(i)))
                .toList();
    }
}
