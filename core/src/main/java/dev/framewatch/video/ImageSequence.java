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
 * A folder of pictures as a video, as posts in photo mode are: one picture an instant, in natural
 * order of their names.
 */
public final class ImageSequence implements FrameStream {
    private final List<Path> files;
    private final Sampling sampling;
    private final VideoMetadata facts;
    private final List<FingerprintFrame> glimpses = new ArrayList<>();
    private @Nullable RgbImage first;
    private int position;
    private int readable;
    private int glimpsesSeen;
    private String trouble;

    private ImageSequence(
            List<Path> files,
            int firstReadable,
            RgbImage first,
            String trouble,
            Sampling sampling) {
        this.files = files;
        this.sampling = sampling;
        this.first = first;
        this.position = firstReadable;
        this.trouble = trouble;
        this.facts =
                new VideoMetadata(
                        "stills",
                        "stills",
                        first.width(),
                        first.height(),
                        files.size() * sampling.everySeconds());
    }

    /** Whether a folder holds pictures, by their names, and no other files or folders. */
    public static boolean isFolderOf(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> visible = entries.filter(entry -> !isHidden(entry)).toList();
            return !visible.isEmpty() && visible.stream().allMatch(ImageSequence::isPicture);
        } catch (IOException e) {
            return false;
        }
    }

    static ImageSequence open(Path folder, Sampling sampling) throws UnreadableVideoException {
        List<Path> files = pictures(folder);
        String trouble = "";
        for (int i = 0; i < files.size(); i++) {
            try {
                return new ImageSequence(files, i, read(files.get(i), sampling), trouble, sampling);
            } catch (UnreadableImageException e) {
                trouble = files.get(i).getFileName() + ": " + e.getMessage();
            }
        }
        throw new UnreadableVideoException(
                files.isEmpty() ? "no pictures in this folder" : trouble);
    }

    private static List<Path> pictures(Path folder) throws UnreadableVideoException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !isHidden(entry) && isPicture(entry))
                    .sorted(
                            Comparator.comparing(
                                    file -> String.valueOf(file.getFileName()),
                                    NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException e) {
            throw new UnreadableVideoException("the folder cannot be read: " + e.getMessage());
        }
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private static boolean isPicture(Path file) {
        return Files.isRegularFile(file) && ImageFiles.isNamedAsPicture(file);
    }

    private static RgbImage read(Path file, Sampling sampling) throws UnreadableImageException {
        return AreaDownscaler.toLongestSide(ImageFiles.read(file), sampling.longestSide());
    }

    @Override
    public VideoMetadata facts() {
        return facts;
    }

    @Override
    public synchronized @Nullable Frame next() {
        while (position < files.size()) {
            int index = position++;
            try {
                RgbImage known = first;
                first = null;
                RgbImage image = known != null ? known : read(files.get(index), sampling);
                readable++;
                if (sampling.glimpses() && glimpsesSeen++ < FingerprintFrame.MAX) {
                    glimpses.add(FingerprintFrame.of(index * sampling.everySeconds(), image));
                }
                return new Frame(index * sampling.everySeconds(), image);
            } catch (UnreadableImageException e) {
                trouble = files.get(index).getFileName() + ": " + e.getMessage();
            }
        }
        return null;
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> taken = List.copyOf(glimpses);
        glimpses.clear();
        return taken;
    }

    @Override
    public synchronized double decodedSeconds() {
        return readable * sampling.everySeconds();
    }

    @Override
    public synchronized String trouble() {
        return trouble;
    }

    @Override
    public synchronized void close() {
        position = files.size();
    }
}
