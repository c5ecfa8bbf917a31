package dev.framewatch.desk.review;

import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Stores the original frames of reviewed sightings for training, independent of the videos. */
final class ReviewFolder {
    private final Path folder;

    ReviewFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the file name of a frame. */
    static String name(String sighting, double seconds) {
        return "%s-%s.jpg".formatted(sighting, time(seconds));
    }

    /** Returns a time as in the name of a frame: in seconds, to two places. */
    static String time(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Extracts frames of a video.
     *
     * @param every sampling interval of the scan, in seconds
     * @param times presentation times of the frames, in seconds
     * @throws UnreadableVideoException if no part of the video is readable
     */
    void extract(Path video, String sighting, double every, List<Double> times)
            throws IOException, UnreadableVideoException {
        Files.createDirectories(folder);
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream stream = decoder.open(video, Sampling.every(every))) {
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                String name = name(sighting, frame.seconds());
                boolean wanted = times.stream().anyMatch(t -> name(sighting, t).equals(name));
                if (wanted) {
                    ImageFiles.writeJpeg(ImageFiles.toBufferedImage(frame.image()), file(name));
                }
            }
        }
    }

    /** Returns the file names of a sighting's frames, in order of time. */
    List<String> of(String sighting) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(sighting + "-"))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes the frames of a sighting, before those of a new answer are stored. */
    void delete(String sighting) throws IOException {
        for (String name : of(sighting)) {
            Files.delete(file(name));
        }
    }
}
