package dev.framewatch.cli.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Size of a demo.
 *
 * @param seed seed of all random choices
 * @param trainingClips number of clips for training, at least 4; every second one has the symbol
 * @param framesPerClip labelled frames from each of these, at least 2
 * @param clips number of clips to scan, at least 2; half of them have the symbol
 * @param seconds duration of a clip, at least 4
 * @param framesPerSecond frame rate of the clips to scan
 */
record DemoPlan(
        long seed,
        int trainingClips,
        int framesPerClip,
        int clips,
        double seconds,
        int framesPerSecond) {
    /** Offset that keeps the seeds of the scanned clips apart from those of the training clips. */
    private static final int MAX_TRAINING_CLIPS = 500;

    private static final int CLIPS_PER_SEED = 1000;

    DemoPlan {
        if (trainingClips < 4
                || trainingClips > MAX_TRAINING_CLIPS
                || framesPerClip < 2
                || clips < 2
                || clips > CLIPS_PER_SEED - MAX_TRAINING_CLIPS
                || !(seconds >= 4 && seconds <= 60)
                || framesPerSecond < 1) {
            throw new IllegalArgumentException("too little or too much for a demo");
        }
    }

    /** Returns the default size. */
    static DemoPlan standard(long seed) {
        return new DemoPlan(seed, 60, 3, 10, 8, 15);
    }

    List<Clip> clipsForTraining() {
        return IntStream.range(0, trainingClips)
                .mapToObj(i ->
                        Clip.of(
                                "training-%03d".formatted(i + 1),
                                seed * CLIPS_PER_SEED + i,
                                seconds,
                                i % 2 == 0))
                .toList();
    }

    /** Returns the clips to scan, in an order that does not reveal which ones have the symbol. */
    List<Clip> clipsToScan() {
        List<Boolean> symbols = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            symbols.add(i % 2 == 0);
        }
        Collections.shuffle(symbols, new Random(seed));
        return IntStream.range(0, clips)
                .mapToObj(i ->
                        Clip.of(
                                "clip-%02d".formatted(i + 1),
                                seed * CLIPS_PER_SEED + MAX_TRAINING_CLIPS + i,
                                seconds,
                                symbols.get(i)))
                .toList();
    }
}
