package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.dataset.FrameFolder;
import dev.framewatch.learn.dataset.FrameFolder.Taken;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch dataset frames}: videos to frames that a person can label. */
@Command(
        name = "frames",
        description = {
            "Takes a frame a second from videos and writes them as frame0.jpg, frame1.jpg, ... with"
                    + " a table of",
            "Image_ID,Class,Group in which Group names the video."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch dataset frames videos/ --out frames/",
            "  framewatch dataset frames rally.mp4 --out frames/ --class 1",
            "  framewatch dataset frames long.mp4 --out frames/ --every 5 --size 960",
            "",
            "Without --class, the table is to-label.csv and its Class column is empty: open it in a"
                    + " spreadsheet,",
            "write 1 or 0 into each row, and train from it. With --class, it is mapping.csv.",
            "Run it again with more videos and they are added; those that the table names are left"
                    + " alone.",
            "",
            "Exit status: 0 all videos were read, 2 some were not, or only in part."
        })
final class DatasetFramesCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(
            paramLabel = "VIDEO",
            arity = "1..*",
            description = "Files, or folders with all videos below them.")
    private List<Path> videos = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where the frames and their table go.")
    private Path out = Path.of("");

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Seconds between two frames (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "1920",
            description =
                    "Frames with a longer side than that are scaled down (default:"
                            + " ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            defaultValue = "",
            description = "The class of every frame, where all of them have the same.")
    private String label = "";

    DatasetFramesCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException {
        Console console = framewatch.console();
        FrameFolder folder = new FrameFolder(out, new Sampling(every, size), label);
        List<Path> files = VideoPaths.expand(videos);
        int status = files.isEmpty() ? 2 : 0;
        int taken = 0;
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal());
                VideoDecoder decoder = new VideoDecoder()) {
            for (int i = 0; i < files.size(); i++) {
                progress.update("Taking frames", i, files.size());
                Path video = files.get(i);
                if (folder.has(video)) {
                    console.note(
                            "note: %s: a video of that name is in the table already; rename it if it is another one"
                                    .formatted(video));
                    continue;
                }
                try {
                    Taken frames = folder.take(video, decoder);
                    taken += frames.frames().size();
                    console.out().println(line(video, frames));
                    if (!frames.trouble().isEmpty()) {
                        console.note("note: %s: %s".formatted(video, frames.trouble()));
                        status = 2;
                    }
                } catch (UnreadableVideoException e) {
                    console.note("framewatch: %s: %s".formatted(video, e.getMessage()));
                    status = 2;
                }
            }
        }
        console.note(files.isEmpty() ? "framewatch: no videos there" : next(taken, folder));
        return status;
    }

    private static String line(Path video, Taken taken) {
        List<String> frames = taken.frames();
        return frames.isEmpty()
                ? "%s: no frames".formatted(video)
                : "%s: %d frames, %s to %s"
                        .formatted(video, frames.size(), frames.getFirst(), frames.getLast());
    }

    private String next(int taken, FrameFolder folder) {
        if (taken == 0) {
            return "Nothing was added to " + folder.table();
        }
        return label.isBlank()
                ? "Now write 1 or 0 into the Class column of %s, then: framewatch dataset check --labels %1$s --images %s"
                        .formatted(folder.table(), out)
                : "The frames are in %s, their labels in %s".formatted(out, folder.table());
    }
}
