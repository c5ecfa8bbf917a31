package dev.framewatch.cli.demo;

import dev.framewatch.cli.sheet.ContactSheet;
import dev.framewatch.cli.sheet.Entry;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the main task from end to end: draws clips, labels frames, trains, scans and reports. */
final class Demo {
    static final String TARGET = "beacon";
    private static final int SHOWN_FRAMES = 3;
    private static final Task SCANNING = new Task("Scanning the clips", Unit.CLIP);

    private final DemoPlan plan;
    private final DemoFolder folder;
    private final ModelStore models;
    private final ProgressListener progress;
    private final int workers = Runtime.getRuntime().availableProcessors();

    Demo(DemoPlan plan, DemoFolder folder, ModelStore models, ProgressListener progress) {
        this.plan = plan;
        this.folder = folder;
        this.models = models;
        this.progress = progress;
    }

    /**
     * Result of the demo.
     *
     * @param evaluation evaluation on held-out clips
     * @param outcomes one per scanned clip
     */
    record Outcome(Evaluation evaluation, List<ClipOutcome> outcomes) {}

    Outcome run() throws IOException, InterruptedException {
        folder.prepare();
        Model model = ModelCatalogue.regions();
        models.obtain(model, progress);
        BackboneLoader opener = new BackboneLoader(models, progress);
        Backbones backbones =
                Backbones.scene(opener.reference(model.id(), ModelRole.SCENE_FEATURES));
        Studio studio = new Studio(progress, workers);
        studio.writeFrames(
                plan.clipsForTraining(), plan.framesPerClip(), folder, "Drawing labelled frames");
        Evaluation evaluation;
        try (FeatureExtractor features = opener.open(backbones)) {
            evaluation =
                    new DemoTraining(features, backbones, progress)
                            .train(TARGET, folder, plan.seed());
        }
        List<Clip> clips = plan.clipsToScan();
        List<Path> files =
                studio.writeVideos(
                        clips, plan.framesPerSecond(), folder.clips(), "Drawing clips to scan");
        List<ClipOutcome> outcomes = scan(clips, files, opener);
        writeSheet(evaluation, outcomes);
        return new Outcome(evaluation, outcomes);
    }

    private List<ClipOutcome> scan(List<Clip> clips, List<Path> files, BackboneLoader opener)
            throws InterruptedException {
        ScanOptions options =
                new ScanOptions(
                        Sampling.every(1),
                        Rule.tutorial(),
                        new Threshold.Balanced(),
                        false,
                        SHOWN_FRAMES);
        TargetStore targets = new TargetStore(folder.targets());
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(List.of(targets.open(TARGET)), opener::open);
                Scanner scanner = new Scanner(decoder, classifier, workers)) {
            Collector collector = new Collector(clips);
            scanner.scan(files, options, collector);
            return collector.outcomes;
        }
    }

    /** Collects the results in the order of the clips. */
    private final class Collector implements ScanListener {
        private final List<Clip> clips;
        private final List<ClipOutcome> outcomes = new ArrayList<>();

        Collector(List<Clip> clips) {
            this.clips = clips;
            progress.update(SCANNING, 0, clips.size());
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            outcomes.add(new ClipOutcome(clips.get(outcomes.size()), result, kept.getFirst()));
            progress.update(SCANNING, outcomes.size(), clips.size());
        }
    }

    private void writeSheet(Evaluation evaluation, List<ClipOutcome> outcomes) throws IOException {
        ContactSheet sheet = new ContactSheet("Framewatch demo", List.of(Clip.symbol()));
        for (ClipOutcome outcome : outcomes) {
            sheet.add(
                    new Entry(
                            outcome.result().video().getFileName().toString(),
                            outcome.result(),
                            List.of(outcome.frames()),
                            outcome.clip().hasSymbol()
                                    ? "Drawn with the symbol."
                                    : "Drawn without the symbol."));
        }
        long right = outcomes.stream().filter(ClipOutcome::isCorrect).count();
        String summary =
                String.format(
                        Locale.ROOT,
                        "Framewatch was trained on this symbol with %d labelled frames from %d"
                            + " clips, then scanned %d other clips: %d of %d verdicts are correct."
                            + " All clips are computer-generated.",
                        evaluation.frames(),
                        plan.trainingClips(),
                        outcomes.size(),
                        right,
                        outcomes.size());
        sheet.write(folder.sheet(), List.of(summary));
    }
}
