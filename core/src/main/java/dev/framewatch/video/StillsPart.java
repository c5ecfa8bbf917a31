package dev.framewatch.video;

import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an {@link ImageSequence}: a picture, or a moving part of an image file. */
sealed interface StillsPart {
    Path file();

    /** Returns its duration in seconds, a multiple of the sampling interval. */
    double seconds();

    /**
     * A picture.
     *
     * @param page its index in the file
     * @param omission what else the file contains and cannot be read, for display; empty if nothing
     */
    record Picture(Path file, int page, double seconds, String omission) implements StillsPart {}

    /**
     * An animated image, or the video of a motion photo.
     *
     * @param embedded whether it is the video of a motion photo
     */
    record Moving(Path file, boolean embedded, VideoMetadata metadata, double seconds)
            implements StillsPart {
        FrameStream open(Opener opener) throws UnreadableVideoException {
            FrameStream video = embedded ? openEmbedded(file, opener) : opener.video(file);
            if (video == null) {
                throw new UnreadableVideoException("the file has changed");
            }
            return video;
        }
    }

    /** Opens the files of a sequence. */
    interface Opener {
        /** Opens an animated image or a video, to sample it. */
        FrameStream video(Path file) throws UnreadableVideoException;

        /** Reads a page of an image file. */
        StillImage picture(Path file, int page) throws UnreadableVideoException;
    }

    /** Returns the parts of an image file: its pages, its animation, or a photo and its video. */
    static List<StillsPart> of(Path file, double interval, Opener opener) {
        try {
            if (MediaType.of(file).kind() == MediaType.Kind.VIDEO) {
                return List.of(moving(file, false, interval, opener.video(file)));
            }
            List<StillsPart> parts = new ArrayList<>();
            for (int page : ImageFiles.pages(file)) {
                parts.add(new Picture(file, page, interval, ""));
            }
            FrameStream video = openEmbedded(file, opener);
            if (video != null) {
                parts.add(moving(file, true, interval, video));
            }
            return parts;
        } catch (IOException | UnreadableVideoException e) {
            String omission = "the video in it cannot be read: " + e.getMessage();
            return List.of(new Picture(file, 0, interval, omission));
        } catch (UnreadableImageException e) {
            String omission = "only its first page was scanned: " + e.getMessage();
            return List.of(new Picture(file, 0, interval, omission));
        }
    }

    private static Moving moving(Path file, boolean embedded, double interval, FrameStream video) {
        try (video) {
            VideoMetadata metadata = video.metadata();
            double seconds = wholeIntervals(metadata.endSeconds(), interval);
            return new Moving(file, embedded, metadata, Math.max(interval, seconds));
        }
    }

    /** Rounds a duration up to whole sampling intervals, with a tolerance of 0.005 intervals. */
    static double wholeIntervals(double seconds, double interval) {
        return Math.ceil(seconds / interval - 0.005) * interval;
    }

    private static @Nullable FrameStream openEmbedded(Path photo, Opener opener)
            throws UnreadableVideoException {
        try {
            Path copy = MotionPhoto.copyVideo(photo);
            if (copy == null) {
                return null;
            }
            try {
                return opener.video(copy);
            } finally {
                Files.deleteIfExists(copy); // already opened by the decoder
            }
        } catch (IOException e) {
            throw new UnreadableVideoException(String.valueOf(e.getMessage()));
        }
    }
}
