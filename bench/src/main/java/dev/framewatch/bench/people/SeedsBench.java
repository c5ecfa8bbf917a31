package dev.framewatch.bench.people;

import dev.framewatch.home.Home;
import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.UnclearImages;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.SpillableVectorStore;
import dev.framewatch.learn.train.ConfirmationTraining;
import dev.framewatch.learn.train.LinearHeadTraining;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Trains a face target on the tutorial's frames with several seeds, which change the folds: {@code
 * SeedsBench TUTORIAL-DATA [SEEDS]}. Features are extracted once, with one augmented copy of each
 * frame.
 */
public final class SeedsBench {
    private static final int SEEDS = 5;

    private SeedsBench() {}

    /** Prints the figures of the head alone and of the whole decision, a line for each seed. */
    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            System.err.println("usage: TUTORIAL-DATA [SEEDS]");
            System.exit(2);
        }
        Path data = Path.of(args[0]);
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : SEEDS;
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        BackboneLoader models =
                new BackboneLoader(
                        new ModelStore(home, Npm.on(System.getenv("PATH"))),
                        ProgressListener.SILENT);
        Backbones backbones = models.faces("faceboxes", "faceres");
        Dataset dataset =
                new DatasetLocation(
                                data.resolve("mapping_trump.csv"),
                                data.resolve("images"),
                                List.of())
                        .read();
        try (SpillableVectorStore scenes =
                        new SpillableVectorStore(Files.createTempDirectory("framewatch-seeds"));
                FeatureExtractor extractor = models.open(backbones)) {
            LabelledFeatureSet images =
                    LabelledFeatureSet.of(
                            dataset,
                            extractor,
                            AugmentationPolicy.parse("tutorial:1", 1),
                            scenes,
                            ProgressListener.SILENT);
            for (int seed = 1; seed <= seeds; seed++) {
                Plan plan = Plan.of(TargetKind.FACE, seed, new Threshold.Balanced());
                TrainedHead head =
                        new LinearHeadTraining(plan, backbones)
                                .train(images, List.of("1"), ProgressListener.SILENT)
                                .values()
                                .iterator()
                                .next();
                print(seed, "head alone", head.evaluation());
                print(
                        seed,
                        "decision",
                        ConfirmationTraining.confirm(
                                        images, "1", head, plan, models, ProgressListener.SILENT)
                                .evaluation());
            }
        }
    }

    private static void print(int seed, String what, Evaluation figures) {
        UnclearImages unclear = figures.unclear();
        System.out.printf(
                Locale.ROOT,
                "seed %d, %-10s  accuracy %.2f%%, AUC %.4f, Brier %.4f, missed %d, false %d%s%n",
                seed,
                what,
                100 * figures.accuracy(),
                figures.auc(),
                figures.brier(),
                figures.confusion().falseNegatives(),
                figures.confusion().falsePositives(),
                unclear == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", undecided %.1f%%, accuracy of decided %.2f%%",
                                100.0 * unclear.frames() / figures.frames(),
                                100 * unclear.decidedAccuracy()));
    }
}
