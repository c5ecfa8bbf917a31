package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of a video and their times, as the ffmpeg program shows them. */
record FfmpegFrames(List<Frame> frames, double endSeconds) {

    /** Runs ffmpeg on a file whose frames, when upright, have the given size. */
    static FfmpegFrames of(Path file, int width, int height)
            throws IOException, InterruptedException {
        Path pixels = file.resolveSibling(file.getFileName() + ".rgb");
        String times =
                Programs.stdout(
                        "ffmpeg",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-pix_fmt",
                        "rgb24",
                        "-f",
                        "rawvideo",
                        pixels.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-enc_time_base",
                        "1:1000",
                        "-f",
                        "framecrc",
                        "-");
        List<long[]> stamps =
                times.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(line ->
                                Arrays.stream(line.split(","))
                                        .limit(4)
                                        .mapToLong(part -> Long.parseLong(part.strip()))
                                        .toArray())
                        .toList();
        byte[] rgb = Files.readAllBytes(pixels);
        int size = 3 * width * height;
        assertThat(rgb).as("raw frames").hasSize(stamps.size() * size);
        List<Frame> frames = new ArrayList<>();
        double end = 0;
        for (int i = 0; i < stamps.size(); i++) {
            byte[] image = Arrays.copyOfRange(rgb, i * size, (i + 1) * size);
            double seconds = stamps.get(i)[2] / 1000.0;
            frames.add(new Frame(Math.max(0, seconds), new RgbImage(width, height, image)));
            end = Math.max(end, seconds + stamps.get(i)[3] / 1000.0);
        }
        Files.delete(pixels);
        return new FfmpegFrames(frames, end);
    }

    /** Returns the seconds from the start of the first frame to the end of the last one. */
    double shownSeconds() {
        return endSeconds - frames.getFirst().seconds();
    }

    /** Returns the frame on screen at each sampling instant. */
    List<Frame> sampled(double every) {
        List<Frame> sampled = new ArrayList<>();
        double start = frames.getFirst().seconds();
        for (long k = (long) Math.floor(start / every + 1e-6); k * every < endSeconds - 1e-3; k++) {
            double instant = k * every + 2e-3;
            sampled.add(
                    frames.stream()
                            .filter(frame -> frame.seconds() <= instant)
                            .reduce((_, later) -> later)
                            .orElse(frames.getFirst()));
        }
        return sampled;
    }
}
