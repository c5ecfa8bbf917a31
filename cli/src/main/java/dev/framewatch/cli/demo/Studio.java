package dev.framewatch.cli.demo;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.model.StepCounter;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws clips in parallel, as videos to scan and as labelled frames for training. */
final class Studio {
    private final ProgressListener progress;
    private final int workers;

    Studio(ProgressListener progress, int workers) {
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * Writes each clip as NAME.mp4.
     *
     * @return the files, in the order of the clips
     */
    List<Path> writeVideos(List<Clip> clips, int framesPerSecond, Path folder, String task)
            throws IOException, InterruptedException {
        long total = clips.stream().mapToLong(clip -> frameCount(clip, framesPerSecond)).sum();
        StepCounter counter = new StepCounter(progress, new Task(task, Unit.FRAME), total);
        return each(
                clips,
                clip -> {
                    Path file = folder.resolve(clip.name() + ".mp4");
                    writeVideos(clip, framesPerSecond, file, counter);
                    return file;
                });
    }

    private static void writeVideos(Clip clip, int framesPerSecond, Path file, StepCounter counter)
            throws IOException {
        VideoEncoding format = VideoEncoding.of(VideoEncoding.Codec.H264, framesPerSecond);
        try (VideoWriter writer = new VideoWriter(file, Clip.WIDTH, Clip.HEIGHT, format)) {
            for (int i = 0; i < frameCount(clip, framesPerSecond); i++) {
                double seconds = i / (double) framesPerSecond;
                writer.add(clip.frame(seconds), seconds);
                counter.step();
            }
            writer.finish();
        }
    }

    private static int frameCount(Clip clip, int framesPerSecond) {
        return (int) Math.round(clip.seconds() * framesPerSecond);
    }

    /**
     * Writes frames of each clip as JPEG, and the label file. Frames in which the symbol is only
     * partly visible are skipped, as a person who labels them would do.
     */
    void writeFrames(List<Clip> clips, int framesPerClip, DemoFolder folder, String task)
            throws IOException, InterruptedException {
        StepCounter counter =
                new StepCounter(
                        progress, new Task(task, Unit.FRAME), (long) clips.size() * framesPerClip);
        List<List<String>> rows =
                each(clips, clip -> writeFrames(clip, framesPerClip, folder.frames(), counter));
        StringBuilder labels = new StringBuilder("Image_ID,Class,Group\n");
        rows.forEach(ofClip -> ofClip.forEach(row -> labels.append(row).append('\n')));
        AtomicFile.write(folder.labels(), labels.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> writeFrames(
            Clip clip, int framesPerClip, Path folder, StepCounter counter) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < framesPerClip; i++) {
            double seconds = clip.seconds() * (i + 0.5) / framesPerClip;
            if (clip.isSymbolVisible(seconds) || clip.isSymbolHidden(seconds)) {
                String name = "%s-%d.jpg".formatted(clip.name(), i + 1);
                ImageFiles.writeJpeg(clip.image(seconds), folder.resolve(name));
                rows.add(
                        "%s,%d,%s"
                                .formatted(
                                        name, clip.isSymbolVisible(seconds) ? 1 : 0, clip.name()));
            }
            counter.step();
        }
        return rows;
    }

    private interface Work<T> {
        T of(Clip clip) throws IOException;
    }

    private <T> List<T> each(List<Clip> clips, Work<T> work)
            throws IOException, InterruptedException {
        List<Callable<T>> calls = new ArrayList<>();
        clips.forEach(clip -> calls.add(() -> work.of(clip)));
        List<T> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            for (Future<T> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a clip could not be drawn", e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return results;
    }
}
