package dev.framewatch.learn.service;

import dev.framewatch.home.Home;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Drawn pictures and clips of a street in which a print hangs, or another one. */
final class Street {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};

    private final Path folder;
    private final StringBuilder rows = new StringBuilder("Image_ID,Class\n");

    Street(Path folder) {
        this.folder = folder;
    }

    Home home() {
        return new Home(folder.resolve("home"), folder.resolve("cache"));
    }

    /** Returns a store that has no model and cannot fetch any. */
    ModelStore models() {
        return new ModelStore(home(), Npm.on(""));
    }

    /** Writes a picture and its row of the labels. */
    Path add(String name, String label, RgbImage image) throws IOException {
        rows.append(name).append(',').append(label).append('\n');
        Files.createDirectories(folder.resolve("images"));
        return Files.write(folder.resolve("images").resolve(name), ImageFiles.encodePng(image));
    }

    static RgbImage showing(RgbImage print, int seed) {
        return Prints.withArtwork(Prints.clutter(seed), print, X, Y);
    }

    /** Writes two seconds in which a print hangs. */
    Path clip(String name, RgbImage print) throws IOException {
        Path file = Files.createDirectories(folder.resolve("videos")).resolve(name);
        try (VideoWriter writer =
                new VideoWriter(file, 576, 1024, VideoEncoding.of(VideoEncoding.Codec.H264, 1))) {
            for (int i = 0; i < 2; i++) {
                writer.add(showing(print, 5), i);
            }
            writer.finish();
        }
        return file;
    }

    DatasetLocation labelled(String... positive) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), rows);
        return new DatasetLocation(labels, folder.resolve("images"), List.of(positive));
    }
}
