package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.MulticlassLearnerProvider;
import java.io.IOException;
import java.nio.file.Path;

/** Creates learners of dense heads, which libtorch trains. */
public final class DenseLearnerProvider implements MulticlassLearnerProvider {
    @Override
    public DenseLearner learner(String head, long seed, EpochListener listener) throws IOException {
        NetworkSpec shape =
                head.equals(NetworkSpec.TUTORIAL)
                        ? NetworkSpec.tutorial()
                        : NetworkSpec.read(Path.of(head));
        return new DenseLearner(
                shape,
                seed,
                epoch -> listener.finished(epoch.number(), epoch.of(), epoch.toString()));
    }
}
