package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.cli.progress.Step;
import dev.framewatch.text.PrintableLine;
import java.nio.file.Path;

/** Shows how far a scan is: in videos, and in seconds of the one that is being scanned. */
final class ScanProgress {
    private final ScreenProgress screen;
    private final int videos;
    private int finished;
    private double share;

    /** Begins the scan of a number of videos. */
    ScanProgress(ScreenProgress screen, int videos) {
        this.screen = screen;
        this.videos = videos;
        show(finished(), "");
    }

    /**
     * Receives a frame.
     *
     * @param seconds time of the frame
     * @param of length of the video in seconds; 0 if unknown
     */
    synchronized void frameScored(Path video, double seconds, double of) {
        String within =
                of > 0
                        ? "%.0f of %.0f s".formatted(Math.min(seconds, of), of)
                        : "%.0f s".formatted(seconds);
        share = Math.max(share, (finished + (of > 0 ? Math.min(1, seconds / of) : 0)) / videos);
        String name = PrintableLine.of(video.getFileName());
        if (videos == 1) {
            show(within, name);
        } else {
            show(finished(), within + " of " + name);
        }
    }

    synchronized void videoFinished() {
        finished = Math.min(finished + 1, videos);
        share = Math.max(share, (double) finished / videos);
        show(finished(), "");
    }

    private String finished() {
        return "%d of %s".formatted(finished, Plural.of(videos, "video"));
    }

    private void show(String counted, String detail) {
        screen.show(new Step("Scanning", share, counted, detail, false));
    }
}
