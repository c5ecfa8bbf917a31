package dev.framewatch.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images as a video, such as a photo-mode post: one image per sampling instant, in
 * natural order of the file names.
 */
public final class ImageSequence implements FrameStream {
    private final List<Path> files;
    private final Sampling sampling;
    private final VideoMetadata metadata;
    private final List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
    private @Nullable RgbImage first;
    private int position;
    private int readCount;
    private int fingerprintFrameCount;
    private String problem;

    private ImageSequence(
            List<Path> files,
            int firstReadable,
            RgbImage first,
            String problem,
            Sampling sampling) {
        this.files = files;
        this.sampling = sampling;
        this.first = first;
        this.position = firstReadable;
        this.problem = problem;
        this.metadata =
                new VideoMetadata(
                        "stills",
                        "stills",
                        first.width(),
                        first.height(),
                        0,
                        files.size() * sampling.intervalSeconds());
    }

    /**
     * Returns whether a folder contains only images, judged by file name, and at least one. Hidden
     * files are ignored.
     */
    public static boolean isImageFolder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> visible = entries.filter(entry -> !isHidden(entry)).toList();
            return !visible.isEmpty() && visible.stream().allMatch(ImageSequence::isImage);
        } catch (IOException e) {
            return false;
        }
    }

    static ImageSequence open(Path folder, Sampling sampling) throws UnreadableVideoException {
        List<Path> files = listImages(folder);
        String problem = "";
        for (int i = 0; i < files.size(); i++) {
            try {
                return new ImageSequence(files, i, read(files.get(i), sampling), problem, sampling);
            } catch (UnreadableImageException e) {
                problem = files.get(i).getFileName() + ": " + e.getMessage();
            }
        }
        throw new UnreadableVideoException(files.isEmpty() ? "no images in this folder" : problem);
    }

    private static List<Path> listImages(Path folder) throws UnreadableVideoException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !isHidden(entry) && isImage(entry))
                    .sorted(
                            Comparator.comparing(
                                    file -> String.valueOf(file.getFileName()),
                                    NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException e) {
            throw new UnreadableVideoException("cannot read the folder: " + e.getMessage());
        }
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private static boolean isImage(Path file) {
        return Files.isRegularFile(file) && ImageFiles.hasImageExtension(file);
    }

    private static RgbImage read(Path file, Sampling sampling) throws UnreadableImageException {
        return AreaDownscaler.toLongestSide(ImageFiles.read(file), sampling.longestSide());
    }

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public synchronized @Nullable Frame next() {
        while (position < files.size()) {
            int index = position++;
            try {
                RgbImage prefetched = first;
                first = null;
                RgbImage image = prefetched != null ? prefetched : read(files.get(index), sampling);
                readCount++;
                if (sampling.includesFingerprintFrames()
                        && fingerprintFrameCount++ < FingerprintFrame.MAX_PER_VIDEO) {
                    fingerprintFrames.add(
                            FingerprintFrame.of(index * sampling.intervalSeconds(), image));
                }
                return new Frame(index * sampling.intervalSeconds(), image);
            } catch (UnreadableImageException e) {
                problem = files.get(index).getFileName() + ": " + e.getMessage();
            }
        }
        return null;
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> drained = List.copyOf(fingerprintFrames);
        fingerprintFrames.clear();
        return drained;
    }

    @Override
    public synchronized double decodedSeconds() {
        return readCount * sampling.intervalSeconds();
    }

    @Override
    public synchronized String problem() {
        return problem;
    }

    @Override
    public String omission() {
        return "";
    }

    @Override
    public synchronized void close() {
        position = files.size();
    }
}
