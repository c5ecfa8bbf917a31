package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.service.DatasetService;
import dev.framewatch.learn.service.DatasetService.Frames;
import dev.framewatch.learn.service.DatasetService.FramesRequest;
import dev.framewatch.learn.service.DatasetService.VideoFrames;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.text.ShellWord;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch dataset frames}: extracts frames from videos for labelling. */
@Command(
        name = "frames",
        description = {
            "Extract one frame per second from videos as frame0.jpg, frame1.jpg, ... with a label"
                    + " file",
            "(Image_ID,Class,Group) whose Group is the video."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch dataset frames videos/ --out frames/",
            "  framewatch dataset frames rally.mp4 --out frames/ --class 1",
            "  framewatch dataset frames long.mp4 --out frames/ --every 5 --size 960",
            "",
            "Without --class, the table is to-label.csv and its Class column is empty: label",
            "the frames with dataset label, or open the table in a spreadsheet, write 1 or 0",
            "into each row, and train from it. With --class, it is mapping.csv.",
            "Further runs add videos to the table; those already in it are skipped.",
            "",
            "Exit status: 0 all videos were read, 2 some could not be read, or only partly,",
            "or files of a folder were skipped."
        })
final class DatasetFramesCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(
            paramLabel = "VIDEO",
            arity = "1..*",
            description = "Files, or folders, which are searched recursively.")
    private List<Path> videos = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Output folder for the frames and the label file.")
    private Path out = Path.of("");

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Sampling interval in seconds (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "1920",
            description =
                    "Maximum longer side; larger frames are scaled down (default:"
                            + " ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            defaultValue = "",
            description = "Class of all frames.")
    private String label = "";

    DatasetFramesCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = framewatch.console();
        Frames frames;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            frames =
                    new DatasetService(framewatch.models())
                            .frames(
                                    new FramesRequest(
                                            videos, out, new Sampling(every, size), label),
                                    progress,
                                    this::print);
        }
        if (!frames.leftOut().isEmpty()) {
            console.note("framewatch: " + LeftOut.summary(frames.leftOut()));
        }
        console.note(nextStep(frames));
        return frames.complete() ? 0 : 2;
    }

    private void print(VideoFrames result) {
        Console console = framewatch.console();
        switch (result) {
            case VideoFrames.Known known ->
                    console.note(
                            ("note: %s: a video of that name is already in the table; rename it if"
                                            + " it is a different one")
                                    .formatted(known.video()));
            case VideoFrames.Unreadable unreadable ->
                    console.note(
                            "framewatch: %s: %s"
                                    .formatted(unreadable.video(), unreadable.reason()));
            case VideoFrames.Added added -> {
                console.out().println(PrintableLine.of(line(added.video(), added.frames())));
                if (!added.problem().isEmpty()) {
                    console.note("note: %s: %s".formatted(added.video(), added.problem()));
                }
            }
        }
    }

    private static String line(Path video, List<String> frames) {
        return frames.isEmpty()
                ? "%s: no frames".formatted(video)
                : "%s: %s, %s to %s"
                        .formatted(
                                video,
                                Plural.of(frames.size(), "frame"),
                                frames.getFirst(),
                                frames.getLast());
    }

    private String nextStep(Frames frames) {
        if (frames.added() == 0) {
            return "No frames were added to " + frames.table();
        }
        return label.isBlank()
                ? ("Next: fill in the Class column of %1$s with 1 or 0, or label the frames in the"
                                + " browser with: framewatch dataset label %2$s")
                        .formatted(frames.table(), ShellWord.of(out))
                : "Saved the frames to %s and their labels to %s".formatted(out, frames.table());
    }
}
