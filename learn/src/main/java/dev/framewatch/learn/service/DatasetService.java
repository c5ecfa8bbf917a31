package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.learn.check.DatasetCheck;
import dev.framewatch.learn.check.DatasetReport;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.dataset.FolderLabels;
import dev.framewatch.learn.dataset.FrameFolder;
import dev.framewatch.learn.dataset.FrameFolder.ExtractedFrames;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.label.LabellingSession;
import dev.framewatch.learn.train.LinearHeadTraining;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.MediaListing;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FaceBoxes;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.OptimizedModelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Extracts frames from videos for labelling, labels them, and validates labelled images. */
public final class DatasetService {
    private static final Task TASK = new Task("Extracting frames", Unit.VIDEO);

    private final ModelStore models;

    public DatasetService(ModelStore models) {
        this.models = models;
    }

    /**
     * A request to extract frames.
     *
     * @param videos files, or folders that are searched recursively
     * @param out the folder of the frames and their labels file; created if it does not exist
     * @param sampling which frames to extract, and their size
     * @param label the class of every frame; empty if the user is to fill it in
     */
    public record FramesRequest(List<Path> videos, Path out, Sampling sampling, String label) {
        public FramesRequest {
            videos = List.copyOf(videos);
        }
    }

    /** The result for one video. */
    public sealed interface VideoFrames {
        Path video();

        /**
         * Its frames were extracted.
         *
         * @param frames their names
         * @param problem which parts were not read, and why; empty if it was read completely
         */
        record Added(Path video, List<String> frames, String problem) implements VideoFrames {}

        /** A video of that name is already in the labels file. */
        record Known(Path video) implements VideoFrames {}

        /** It cannot be read. */
        record Unreadable(Path video, String reason) implements VideoFrames {}
    }

    /**
     * The extracted frames.
     *
     * @param table the labels file that lists them
     * @param videos one result for each video
     * @param leftOut skipped files of the folders that may contain images
     */
    public record Frames(Path table, List<VideoFrames> videos, List<LeftOut> leftOut) {
        public Frames {
            videos = List.copyOf(videos);
            leftOut = List.copyOf(leftOut);
        }

        /** Returns the number of frames added. */
        public int added() {
            return videos.stream()
                    .mapToInt(video ->
                            video instanceof VideoFrames.Added added ? added.frames().size() : 0)
                    .sum();
        }

        /** Returns whether every video was read completely, and no file was skipped. */
        public boolean complete() {
            return leftOut.isEmpty()
                    && videos.stream()
                            .allMatch(video ->
                                    switch (video) {
                                        case VideoFrames.Added added -> added.problem().isEmpty();
                                        case VideoFrames.Known _ -> true;
                                        case VideoFrames.Unreadable _ -> false;
                                    });
        }
    }

    /**
     * Extracts frames from videos.
     *
     * @param progress receives every video
     * @param listener receives each result as soon as it is known
     * @throws NotFoundException if there is no video
     * @throws InterruptedException if the calling thread was interrupted; the frames of completed
     *     videos are kept
     */
    public Frames frames(
            FramesRequest request,
            ProgressListener progress,
            Consumer<? super VideoFrames> listener)
            throws IOException, InterruptedException {
        FrameFolder folder = new FrameFolder(request.out(), request.sampling(), request.label());
        MediaListing listing = MediaListing.of(request.videos());
        List<Path> files = listing.media();
        if (files.isEmpty()) {
            throw new NotFoundException(
                    listing.leftOut().isEmpty()
                            ? "no videos"
                            : "no videos; " + LeftOut.summary(listing.leftOut()));
        }
        return Cancellable.run(
                progress,
                cancellable -> {
                    List<VideoFrames> results = new ArrayList<>();
                    try (VideoDecoder decoder = new VideoDecoder()) {
                        for (Path video : files) {
                            cancellable.update(
                                    TASK,
                                    results.size(),
                                    files.size(),
                                    String.valueOf(video.getFileName()));
                            VideoFrames result = take(video, folder, decoder);
                            results.add(result);
                            listener.accept(result);
                        }
                        cancellable.update(TASK, files.size(), files.size());
                    }
                    return new Frames(folder.labelFile(), results, listing.leftOut());
                });
    }

    private static VideoFrames take(Path video, FrameFolder folder, VideoDecoder decoder)
            throws IOException {
        if (folder.contains(video)) {
            return new VideoFrames.Known(video);
        }
        try {
            ExtractedFrames extractedFrames = folder.extract(video, decoder);
            return new VideoFrames.Added(
                    video, extractedFrames.frames(), extractedFrames.readError());
        } catch (UnreadableVideoException e) {
            return new VideoFrames.Unreadable(video, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A request to validate a data set.
     *
     * @param data the labelled images
     * @param faces whether to check for faces that are too small
     */
    public record CheckRequest(DatasetLocation data, boolean faces) {}

    /**
     * Checks a data set for problems that would mislead training.
     *
     * @param progress receives every image
     * @throws InterruptedException if the calling thread was interrupted
     */
    public DatasetReport check(CheckRequest request, ProgressListener progress)
            throws IOException, InterruptedException {
        Dataset dataset = request.data().read();
        if (!request.faces()) {
            return DatasetCheck.run(dataset, null, progress);
        }
        try (FaceDetector detector = detector(progress)) {
            return DatasetCheck.run(dataset, detector, progress);
        }
    }

    /**
     * A request to label images.
     *
     * @param folder the images; their labels are saved there
     * @param classes the classes, what is looked for first; at least two
     */
    public record LabelRequest(Path folder, List<String> classes) {
        public LabelRequest {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Opens a folder of images to label them.
     *
     * @throws NotFoundException if the folder has no images
     * @throws InvalidFieldException if there are fewer than two classes
     */
    public LabellingSession label(LabelRequest request) throws IOException {
        return new LabellingSession(
                FolderLabels.of(request.folder()),
                request.classes(),
                new MultipleInstanceLearner(new LogisticRegression(LinearHeadTraining.C)));
    }

    /**
     * Describes the images of a session, so that the most informative one comes next. Face
     * embeddings stay in memory. Returns when all are described or the thread was interrupted.
     *
     * @param kind whether the target is a face or shows in the whole image
     * @param progress receives the download of models
     * @throws dev.framewatch.error.UnavailableException if a model cannot be downloaded now
     */
    public void describe(LabellingSession session, TargetKind kind, ProgressListener progress)
            throws IOException {
        BackboneLoader loader = new BackboneLoader(models, progress);
        boolean isFace = kind == TargetKind.FACE;
        Backbones backbones =
                isFace
                        ? loader.faces(
                                ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                                ModelCatalogue.standard(ModelRole.FACE_EMBEDDING).id())
                        : Backbones.scene(
                                loader.reference(
                                        ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id(),
                                        ModelRole.SCENE_FEATURES));
        try (FeatureExtractor extractor = loader.open(backbones)) {
            session.describe(image -> {
                FrameFeatures features =
                        extractor.extract(
                                ImageFiles.read(image), MultipleInstanceLearner.MAX_INSTANCES);
                return isFace ? features.embeddings() : features.scene();
            });
        }
    }

    private FaceDetector detector(ProgressListener progress) throws IOException {
        Model model = ModelCatalogue.standard(ModelRole.FACE_DETECTOR);
        return new FaceBoxes(
                new OptimizedModelCache(models.optimisedFolder())
                        .open(model.sha256(), () -> models.obtain(model, progress)));
    }
}
