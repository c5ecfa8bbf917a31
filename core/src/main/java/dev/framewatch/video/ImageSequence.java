package dev.framewatch.video;

import dev.framewatch.video.decoder.MediaType;
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
 * natural order of the file names; or a single image.
 */
public final class ImageSequence implements FrameStream {
    private final List<Path> files;
    private final Sampling sampling;
    private final VideoMetadata metadata;
    private final List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
    private final List<String> moving = new ArrayList<>();
    private final boolean single;
    private @Nullable RgbImage first;
    private int position;
    private int readCount;
    private int fingerprintFrameCount;
    private String problem;

    private ImageSequence(
            List<Path> files,
            boolean single,
            int firstReadable,
            RgbImage first,
            String problem,
            Sampling sampling) {
        this.files = files;
        this.single = single;
        this.sampling = sampling;
        this.first = first;
        this.position = firstReadable;
        this.problem = problem;
        this.metadata =
                new VideoMetadata(
                        VideoMetadata.STILLS,
                        VideoMetadata.STILLS,
                        first.width(),
                        first.height(),
                        0,
                        files.size() * sampling.intervalSeconds());
    }

    /**
     * Returns whether a folder holds nothing but pictures and what belongs to them, such as sound
     * and text. Hidden files are ignored.
     */
    public static boolean isImageFolder(Path folder) {
        // A watch asks at every poll: the names of most folders spare reading thousands of files.
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(ImageSequence::isNoImageByName)) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        return MediaListing.of(folder).media().equals(List.of(folder));
    }

    private static boolean isNoImageByName(Path entry) {
        return !MediaListing.isHidden(entry)
                && (Files.isDirectory(entry)
                        || MediaType.isVideoName(String.valueOf(entry.getFileName())));
    }

    /** Opens a folder of images, or one image. */
    static ImageSequence open(Path path, Sampling sampling) throws UnreadableVideoException {
        boolean single = !Files.isDirectory(path);
        List<Path> files = single ? List.of(path) : listImages(path);
        String problem = "";
        for (int i = 0; i < files.size(); i++) {
            try {
                RgbImage first = read(files.get(i), sampling);
                return new ImageSequence(files, single, i, first, problem, sampling);
            } catch (UnreadableImageException e) {
                String reason = String.valueOf(e.getMessage());
                problem = single ? reason : files.get(i).getFileName() + ": " + reason;
            }
        }
        throw new UnreadableVideoException(files.isEmpty() ? "no images in this folder" : problem);
    }

    /** Returns the images of a folder in natural order of their names. */
    public static List<Path> listImages(Path folder) throws UnreadableVideoException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !MediaListing.isHidden(entry) && isImage(entry))
                    .sorted(
                            Comparator.comparing(
                                    file -> String.valueOf(file.getFileName()),
                                    NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException e) {
            throw new UnreadableVideoException("cannot read the folder: " + e.getMessage());
        }
    }

    private static boolean isImage(Path file) {
        try {
            return Files.isRegularFile(file) && MediaType.of(file).isImage();
        } catch (IOException e) {
            return true; // reading it reports why
        }
    }

    /** Notes an image of which only one picture is looked at, although it moves. */
    private void noteMotion(Path file) {
        try {
            boolean moves = MediaType.of(file).kind() == MediaType.Kind.VIDEO;
            if (moves || MotionPhoto.hasVideo(file)) {
                moving.add(String.valueOf(file.getFileName()));
            }
        } catch (IOException | UnreadableImageException _) {
            moving.add(String.valueOf(file.getFileName())); // it has just been read
        }
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
                if (!single) {
                    noteMotion(files.get(index));
                }
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
    public synchronized String omission() {
        return moving.isEmpty()
                ? ""
                : "only one picture of what moves is looked at: " + String.join(", ", moving);
    }

    @Override
    public synchronized void close() {
        position = files.size();
    }
}
