package dev.framewatch.video;

import dev.framewatch.video.StillsPart.Moving;
import dev.framewatch.video.StillsPart.Picture;
import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images as a video, such as a photo-mode post, or a single image: one picture per
 * sampling instant, in natural order of the file names. Pages of a document follow each other;
 * animated images and the videos of motion photos are sampled.
 */
public final class ImageSequence implements FrameStream {
    private final List<StillsPart> parts;
    private final Sampling sampling;
    private final StillsPart.Opener opener;
    private final boolean single;
    private final VideoMetadata metadata;
    private final List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
    private final StringJoiner omissions = new StringJoiner("; ");
    private @Nullable StillImage first;
    private @Nullable FrameStream video;
    private int position;
    private double partStart;
    private double partEnd;
    private double decodedSeconds;
    private int fingerprintFrameCount;
    private String problem;
    private boolean decoderFailed;

    /**
     * @param single whether the parts are those of one file, which messages need not name
     * @param firstReadable index of the first part that can be read
     * @param first its picture; null if it is a moving part
     * @param size width and height of its frames
     */
    private ImageSequence(
            List<StillsPart> parts,
            boolean single,
            int firstReadable,
            @Nullable StillImage first,
            int[] size,
            String problem,
            Sampling sampling,
            StillsPart.Opener opener) {
        this.parts = List.copyOf(parts);
        this.single = single;
        this.position = firstReadable;
        this.first = first;
        this.problem = problem;
        this.sampling = sampling;
        this.opener = opener;
        this.partStart = seconds(parts.subList(0, firstReadable));
        this.metadata =
                new VideoMetadata(
                        VideoMetadata.STILLS,
                        VideoMetadata.STILLS,
                        size[0],
                        size[1],
                        0,
                        seconds(parts));
    }

    private static double seconds(List<StillsPart> parts) {
        return parts.stream().mapToDouble(StillsPart::seconds).sum();
    }

    /**
     * Returns whether a folder contains only images and what belongs to them, such as sound and
     * text. Hidden files are ignored.
     */
    public static boolean isImageFolder(Path folder) {
        // Called at every poll: names alone rule out most folders, without reading thousands of
        // files.
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

    /**
     * Opens a folder of images, or one image.
     *
     * @param opener opens animated images and embedded videos
     */
    static ImageSequence open(Path path, Sampling sampling, StillsPart.Opener opener)
            throws UnreadableVideoException {
        boolean single = !Files.isDirectory(path);
        List<StillsPart> parts = new ArrayList<>();
        for (Path file : single ? List.of(path) : listImages(path)) {
            parts.addAll(StillsPart.of(file, sampling.intervalSeconds(), opener));
        }
        String problem = "";
        boolean decoderFailed = false;
        for (int i = 0; i < parts.size(); i++) {
            try {
                StillImage picture = null;
                int[] size;
                switch (parts.get(i)) {
                    case Picture part -> {
                        picture = opener.picture(part.file(), part.page());
                        size = new int[] {picture.image().width(), picture.image().height()};
                    }
                    case Moving part ->
                            size = new int[] {part.metadata().width(), part.metadata().height()};
                }
                ImageSequence sequence =
                        new ImageSequence(
                                parts, single, i, picture, size, problem, sampling, opener);
                sequence.decoderFailed = decoderFailed;
                return sequence;
            } catch (UnreadableVideoException e) {
                problem = named(parts.get(i), single, String.valueOf(e.getMessage()));
                decoderFailed |= e.isDecoderFailure();
            }
        }
        throw new UnreadableVideoException(
                parts.isEmpty() ? "no images in this folder" : problem, decoderFailed);
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

    private static String named(StillsPart part, boolean single, String text) {
        return single || text.isEmpty() ? text : part.file().getFileName() + ": " + text;
    }

    @Override
    public VideoMetadata metadata() {
        return metadata;
    }

    @Override
    public synchronized @Nullable Frame next() {
        while (position < parts.size()) {
            Frame frame =
                    switch (parts.get(position)) {
                        case Picture part -> picture(part);
                        case Moving part -> movingFrame(part);
                    };
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** Returns a picture and proceeds to the next part; null if it cannot be read. */
    private @Nullable Frame picture(Picture part) {
        double at = partStart;
        endPart(part);
        try {
            StillImage prefetched = first;
            first = null;
            StillImage still =
                    prefetched != null ? prefetched : opener.picture(part.file(), part.page());
            decodedSeconds += part.seconds();
            addOmission(part, part.omission());
            addOmission(part, still.omission());
            addFingerprintFrame(at, still.image());
            return new Frame(at, still.image());
        } catch (UnreadableVideoException e) {
            problem = named(part, single, String.valueOf(e.getMessage()));
            decoderFailed |= e.isDecoderFailure();
            return null;
        }
    }

    /** Returns the next frame of a moving part; null, after proceeding to the next, at its end. */
    private @Nullable Frame movingFrame(Moving part) {
        try {
            FrameStream open = video;
            if (open == null) {
                open = part.open(opener);
                video = open;
            }
            Frame frame = open.next();
            if (frame != null) {
                double at = partStart + frame.seconds();
                if (partEnd <= partStart && !part.embedded()) {
                    addFingerprintFrame(at, frame.image());
                }
                partEnd = at + sampling.intervalSeconds();
                return new Frame(at, frame.image());
            }
            double decoded = part.metadata().startSeconds() + open.decodedSeconds();
            decodedSeconds += StillsPart.wholeIntervals(decoded, sampling.intervalSeconds());
            addOmission(part, open.omission());
            if (!open.problem().isEmpty()) {
                problem = named(part, single, open.problem());
            }
            decoderFailed |= open.decoderFailed();
        } catch (UnreadableVideoException e) {
            problem = named(part, single, String.valueOf(e.getMessage()));
            decoderFailed |= e.isDecoderFailure();
        }
        closeVideo();
        endPart(part);
        return null;
    }

    /** Proceeds to the next part, which begins after the last frame even if times are wrong. */
    private void endPart(StillsPart part) {
        double length = Math.max(part.seconds(), partEnd - partStart);
        partStart += StillsPart.wholeIntervals(length, sampling.intervalSeconds());
        position++;
    }

    private void addOmission(StillsPart part, String omission) {
        if (!omission.isEmpty()) {
            omissions.add(named(part, single, omission));
        }
    }

    /** Adds one fingerprint frame per file, as re-uploads of a post have them in common. */
    private void addFingerprintFrame(double seconds, RgbImage image) {
        if (sampling.includesFingerprintFrames()
                && fingerprintFrameCount++ < FingerprintFrame.MAX_PER_VIDEO) {
            fingerprintFrames.add(FingerprintFrame.of(seconds, image));
        }
    }

    @Override
    public synchronized List<FingerprintFrame> drainFingerprintFrames() {
        List<FingerprintFrame> drained = List.copyOf(fingerprintFrames);
        fingerprintFrames.clear();
        return drained;
    }

    @Override
    public synchronized double decodedSeconds() {
        return decodedSeconds;
    }

    @Override
    public synchronized String problem() {
        return problem;
    }

    @Override
    public synchronized boolean decoderFailed() {
        return decoderFailed;
    }

    @Override
    public synchronized String omission() {
        return omissions.toString();
    }

    @Override
    public synchronized void close() {
        position = parts.size();
        closeVideo();
    }

    private void closeVideo() {
        if (video != null) {
            video.close();
            video = null;
        }
    }
}
