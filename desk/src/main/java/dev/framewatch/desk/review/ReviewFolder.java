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

/**
 * Frames of reviewed Sightings without anything drawn in, kept so that a Target can learn from them
 * when the video is gone.
 */
final class ReviewFolder {
    private final Path folder;

    ReviewFolder(Path folder) {
        this.folder = folder;
    }

    /** The name of a frame's picture. */
    static String name(String sighting, double seconds) {
        return String.format(Locale.ROOT, "%s-%.2f.jpg", sighting, seconds);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Keeps frames of a video.
     *
     * @param every seconds between two frames when it was scanned
     * @param times of the frames wanted, in seconds
     * @throws UnreadableVideoException when nothing of it can be read
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

    /** Names of the pictures of a Sighting, in the order of time. */
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

    /** Deletes the pictures of a Sighting, before other answers are kept. */
    void delete(String sighting) throws IOException {
        for (String name : of(sighting)) {
            Files.delete(file(name));
        }
    }
}
