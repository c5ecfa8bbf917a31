package dev.framewatch.learn;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Backbones;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns from several descriptions of the same pictures; for each class the best one stays. */
public final class Contest {
    private final List<String> labels;
    private final Progress progress;
    private final Map<String, Contender> best = new LinkedHashMap<>();

    /**
     * @param labels the classes that are looked for
     * @param progress hears of every fit, from several threads
     */
    public Contest(List<String> labels, Progress progress) {
        this.labels = List.copyOf(labels);
        this.progress = progress;
    }

    /**
     * Learns each class.
     *
     * @param backbones what described the pictures of the album
     * @throws UnusableDataException when a class cannot be learned from these pictures
     */
    public void enter(Album album, Backbones backbones, HeadTraining training)
            throws UnusableDataException {
        training.train(album, labels, progress)
                .forEach((label, trained) ->
                        best.merge(label, new Contender(backbones, trained), Contender::orBetter));
    }

    /** The best for each class, in their order. */
    public Map<String, Contender> best() {
        return best;
    }
}
