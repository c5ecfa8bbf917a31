package dev.framewatch.learn;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.Examination;
import dev.framewatch.learn.fit.HeldBack;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstance;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.TellingRegions;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Threshold;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Learns linear heads, which takes seconds, and measures each on videos that it has not seen: every
 * figure, the calibration and the thresholds come from an examination that keeps the pictures of
 * one video together. The same pictures and seed give the same numbers.
 */
public final class Training implements HeadTraining {
    static final int FOLDS = 10;
    private static final int REPEATS = 3;

    /** So many pictures leave little to luck; they are examined once, and leaking as well. */
    private static final int MANY = 10_000;

    private static final double C = 30;

    private final Plan plan;
    private final Learner faces;
    private final Learner scenes;

    /**
     * What is to be learned, and how.
     *
     * @param kind what to look at; {@link Kind#AUTO} takes the best of faces, scene and both
     * @param split along which lines pictures are held back
     * @param seed of every random choice
     * @param chosen from which score on a picture counts as positive
     */
    public record Plan(Kind kind, Split split, long seed, Threshold chosen) {
        public static Plan of(Kind kind, long seed, Threshold chosen) {
            return new Plan(kind, Split.VIDEOS, seed, chosen);
        }

        /** The same for backbones that describe scenes only, where the best kind is wanted. */
        public Plan reading(Backbones backbones) {
            Kind readable = backbones.embedding() == null ? Kind.SCENE : kind;
            return new Plan(kind == Kind.AUTO ? readable : kind, split, seed, chosen);
        }

        /** What is going on, for people. */
        String task() {
            return "Learning, and checking on " + split + " held back";
        }
    }

    public Training(Plan plan) {
        LogisticRegression regression = new LogisticRegression(C);
        this.plan = plan;
        this.faces = new MultipleInstance(regression);
        this.scenes = new TellingRegions(regression);
    }

    @Override
    public Map<String, TrainedHead> train(Album album, List<String> labels, Progress progress)
            throws UnusableDataException {
        AtomicInteger fits = new AtomicInteger();
        int inAll = labels.size() * fits(album.features().size());
        progress.update(plan.task(), 0, inAll);
        Runnable fitted = () -> progress.update(plan.task(), fits.incrementAndGet(), inAll);
        Map<String, TrainedHead> trained = new LinkedHashMap<>();
        for (String label : labels) {
            trained.put(label, train(album.lookingFor(label), album.unreadable(), fitted));
        }
        return trained;
    }

    private static Examination honest(int pictures) {
        return new CrossValidation(FOLDS, pictures > MANY ? 1 : REPEATS);
    }

    private static Examination leaking(int pictures) {
        return pictures > MANY ? new HeldBack() : new CrossValidation(FOLDS, 1);
    }

    /** About how often something is learned from so many pictures. */
    int fits(int pictures) {
        int kinds = plan.kind == Kind.AUTO ? 2 : 1;
        int leaks = plan.split == Split.FRAMES ? 0 : leaking(pictures).fits();
        return kinds * honest(pictures).fits() + leaks;
    }

    /** As {@link #train(List, List, Runnable)}; nobody is watching. */
    public TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable)
            throws UnusableDataException {
        return train(pictures, unreadable, () -> {});
    }

    /**
     * @param pictures in the order of their names, each once
     * @param unreadable names of pictures that could not be read, for the report
     * @param fitted hears of each of the {@link #fits}, from several threads
     * @throws UnusableDataException when there are too few videos of either class to learn from
     *     some and check on others
     */
    TrainedHead train(List<LabelledFeatures> pictures, List<String> unreadable, Runnable fitted)
            throws UnusableDataException {
        EnoughVideos.check(pictures, plan.kind);
        List<String> videos = pictures.stream().map(LabelledFeatures::group).toList();
        List<String> frames =
                IntStream.range(0, videos.size()).mapToObj(Integer::toString).toList();
        try {
            Choice choice = choose(pictures, plan.split == Split.VIDEOS ? videos : frames, fitted);
            Judgement honest = choice.judgement;
            Judgement leaky =
                    plan.split == Split.FRAMES
                            ? honest
                            : judgement(
                                    pictures,
                                    candidates(pictures, frames, leaking(pictures.size()), fitted)
                                            .examine(honest.kind()));
            return honest.trained(leaky, unreadable, choice.aucs);
        } catch (IllegalArgumentException e) {
            throw EnoughVideos.lacking(e);
        }
    }

    private Judgement judgement(List<LabelledFeatures> pictures, Candidate candidate) {
        return new Judgement(plan, pictures, candidate);
    }

    private Candidates candidates(
            List<LabelledFeatures> pictures,
            List<String> groups,
            Examination how,
            Runnable fitted) {
        return new Candidates(
                pictures, groups, how, heard(faces, fitted), heard(scenes, fitted), plan.seed);
    }

    private static Learner heard(Learner learner, Runnable fitted) {
        return bags -> {
            Scorer scorer = learner.fit(bags);
            fitted.run();
            return scorer;
        };
    }

    /** The best way to recognise the target, and how well each way that was tried ranks. */
    private record Choice(Judgement judgement, Map<Kind, Double> aucs) {}

    private Choice choose(List<LabelledFeatures> pictures, List<String> groups, Runnable fitted) {
        Candidates candidates = candidates(pictures, groups, honest(pictures.size()), fitted);
        if (plan.kind != Kind.AUTO) {
            return new Choice(judgement(pictures, candidates.examine(plan.kind)), Map.of());
        }
        Candidate face = candidates.examine(Kind.FACE);
        Candidate scene = candidates.examine(Kind.SCENE);
        Map<Kind, Double> aucs = new EnumMap<>(Kind.class);
        Judgement best = judgement(pictures, face);
        for (Candidate candidate : List.of(face, scene, candidates.fuse(face, scene))) {
            Judgement judgement = judgement(pictures, candidate);
            aucs.put(candidate.kind(), judgement.auc());
            best = judgement.logLoss() < best.logLoss() ? judgement : best;
        }
        return new Choice(best, aucs);
    }
}
