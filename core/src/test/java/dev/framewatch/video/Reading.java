package dev.framewatch.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A video read to its end. */
record Reading(VideoMetadata facts, List<Frame> frames, double decodedSeconds, String trouble) {
    static Reading of(VideoDecoder decoder, Path file, Sampling sampling)
            throws UnreadableVideoException {
        try (FrameStream stream = decoder.open(file, sampling)) {
            List<Frame> frames = new ArrayList<>();
            for (Frame f = stream.next(); f != null; f = stream.next()) {
                frames.add(f);
            }
            return new Reading(stream.facts(), frames, stream.decodedSeconds(), stream.trouble());
        }
    }

    List<Integer> numbers() {
        return frames.stream().map(f -> Clips.numberOf(f.picture())).toList();
    }

    /** Times in whole milliseconds. */
    List<Double> times() {
        return frames.stream().map(f -> Math.round(f.seconds() * 1000) / 1000.0).toList();
    }
}
