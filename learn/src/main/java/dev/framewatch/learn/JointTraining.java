package dev.framewatch.learn;

import dev.framewatch.learn.Training.Plan;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.fit.Examined;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.HeldBack;
import dev.framewatch.learn.fit.JointLearner;
import dev.framewatch.learn.fit.Lesson;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns one scorer for all classes, once, from seven tenths of the pictures, and measures it for
 * each class on the other three: for learners that take minutes. Unless single frames are held back
 * anyway, it learns once more to say what that would have claimed.
 */
public final class JointTraining implements HeadTraining {
    private final Plan plan;
    private final JointLearner learner;

    /**
     * @throws IllegalArgumentException for {@link Kind#AUTO}, which fuses linear heads
     */
    public JointTraining(Plan plan, JointLearner learner) {
        if (plan.kind() == Kind.AUTO) {
            throw new IllegalArgumentException(
                    "--kind auto fuses linear heads; choose --kind face or scene for another head");
        }
        this.plan = plan;
        this.learner = learner;
    }

    @Override
    public Map<String, TrainedHead> train(Album album, List<String> labels, Progress progress)
            throws UnusableDataException {
        for (String label : labels) {
            EnoughVideos.check(album.lookingFor(label), plan.kind());
        }
        progress.update(plan.task(), 0, plan.split() == Split.FRAMES ? 1 : 2);
        List<String> frames =
                IntStream.range(0, album.features().size()).mapToObj(Integer::toString).toList();
        Classes classes = classes(album, labels);
        try {
            List<Examined> honest =
                    examine(album, classes, plan.split() == Split.VIDEOS ? album.groups() : frames);
            List<Examined> leaky =
                    plan.split() == Split.FRAMES ? honest : examine(album, classes, frames);
            Map<String, TrainedHead> trained = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                List<LabelledFeatures> pictures = album.lookingFor(labels.get(i));
                int one = classes.rest() + i;
                trained.put(
                        labels.get(i),
                        judgement(pictures, honest.get(one))
                                .trained(
                                        judgement(pictures, leaky.get(one)),
                                        album.unreadable(),
                                        Map.of()));
            }
            return trained;
        } catch (IllegalArgumentException e) {
            throw EnoughVideos.lacking(e);
        }
    }

    private static Classes classes(Album album, List<String> labels) {
        return Classes.of(album.pictures().stream().map(LabelledPicture::label).toList(), labels);
    }

    private List<Examined> examine(Album album, Classes classes, List<String> groups) {
        List<Example> examples = Candidates.examples(plan.kind(), album.features());
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            lessons.add(
                    new Lesson(
                            examples.get(i),
                            classes.of(album.pictures().get(i).label()),
                            groups.get(i)));
        }
        return new HeldBack().examine(lessons, classes.names(), learner, plan.seed());
    }

    private Judgement judgement(List<LabelledFeatures> pictures, Examined examined) {
        return new Judgement(
                plan,
                pictures,
                new Candidate(
                        plan.kind(), examined.examined(), examined.logits(), examined.scorer()));
    }
}
