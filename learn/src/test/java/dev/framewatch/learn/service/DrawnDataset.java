package dev.framewatch.learn.service;

import dev.framewatch.home.Home;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home folder beside a folder of drawn images, clips and their labels. */
final class DrawnDataset {
    private final Path folder;
    private final StringBuilder rows = new StringBuilder("Image_ID,Class\n");

    DrawnDataset(Path folder) {
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
        return Images.writePng(folder.resolve("images").resolve(name), image);
    }

    /** Writes two seconds in which a print hangs. */
    Path clip(String name, RgbImage print) throws IOException {
        return Street.clip(Files.createDirectories(folder.resolve("videos")).resolve(name), print);
    }

    DatasetLocation labelled(String... positive) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), rows);
        return new DatasetLocation(labels, folder.resolve("images"), List.of(positive));
    }
}
