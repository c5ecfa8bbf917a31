package dev.framewatch.bench.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The ffmpeg program, which makes the edited copies. */
final class Ffmpeg {
    private Ffmpeg() {}

    /**
     * Writes a file unless it exists.
     *
     * @param input options before the input file
     * @param output options after the input file
     * @throws IOException if ffmpeg is not installed or fails
     */
    static void make(Path made, Path video, List<String> input, List<String> output)
            throws IOException, InterruptedException {
        if (Files.exists(made)) {
            return;
        }
        Path unfinished = made.resolveSibling("unfinished-" + made.getFileName());
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(input);
        command.addAll(List.of("-i", video.toString()));
        command.addAll(output);
        command.addAll(List.of("-an", "-pix_fmt", "yuv420p", "-threads", "1"));
        command.add(unfinished.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " fails");
        }
        Files.move(unfinished, made, StandardCopyOption.REPLACE_EXISTING);
    }
}
