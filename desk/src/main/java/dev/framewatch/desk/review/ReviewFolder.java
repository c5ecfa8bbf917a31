package dev.framewatch.desk.review;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableVideoException;
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
     * @param extractor reads the video
     * @param every sampling interval of the scan, in seconds
     * @param times presentation times of the frames, in seconds
     * @throws UnreadableVideoException if no part of the video is readable
     */
    void extract(
            FrameExtractor extractor, Path video, String sighting, double every, List<Double> times)
            throws IOException, UnreadableVideoException {
        Files.createDirectories(folder);
        extractor.frames(
                video,
                every,
                frame -> {
                    String name = name(sighting, frame.seconds());
                    if (times.stream().anyMatch(t -> name(sighting, t).equals(name))) {
                        ImageFiles.writeJpeg(ImageFiles.toBufferedImage(frame.image()), file(name));
                    }
                });
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
