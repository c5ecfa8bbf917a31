package dev.framewatch.bench.frames;

import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Groups a folder's frames into their source videos, by visual similarity. */
public final class SourceVideos {
    private SourceVideos() {}

    /**
     * Returns the frames of each video, with the videos in random order.
     *
     * @param folder folder of JPEG frames, numbered in their order within each video
     */
    public static List<List<Path>> shuffled(Path folder, Random random)
            throws IOException, UnreadableImageException {
        List<LabelledImage> pictures = new ArrayList<>();
        List<ImageDescriptor> fingerprints = new ArrayList<>();
        for (Path file : frames(folder)) {
            pictures.add(new LabelledImage(name(file), file, "", false, null));
            fingerprints.add(ImageDescriptor.of(ImageFiles.read(file)));
        }
        List<String> groups = SourceGroups.of(pictures, fingerprints);
        Map<String, List<Path>> videos = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            videos.computeIfAbsent(groups.get(i), _ -> new ArrayList<>())
                    .add(pictures.get(i).file());
        }
        List<List<Path>> shuffled = new ArrayList<>(videos.values());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Path> frames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".jpg"))
                    .sorted(
                            Comparator.comparingLong(SourceVideos::number)
                                    .thenComparing(SourceVideos::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static long number(Path file) {
        String digits = name(file).replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }
}
