package dev.framewatch.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The result of reading a video to its end. */
record Reading(
        VideoMetadata metadata,
        List<Frame> frames,
        double decodedSeconds,
        String problem,
        String omission) {
    static Reading of(VideoDecoder decoder, Path file, Sampling sampling)
            throws UnreadableVideoException {
        try (FrameStream stream = decoder.open(file, sampling)) {
            List<Frame> frames = new ArrayList<>();
            for (Frame f = stream.next(); f != null; f = stream.next()) {
                frames.add(f);
            }
            return new Reading(
                    stream.metadata(),
                    frames,
                    stream.decodedSeconds(),
                    stream.problem(),
                    stream.omission());
        }
    }

    List<Integer> numbers() {
        return frames.stream().map(f -> Clips.numberOf(f.image())).toList();
    }

    /** Returns the frame times, rounded to milliseconds. */
    List<Double> times() {
        return frames.stream().map(f -> Math.round(f.seconds() * 1000) / 1000.0).toList();
    }
}
