package dev.framewatch.learn.dataset;

import dev.framewatch.file.DurableFiles;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of frames to label, as the tutorial's notebook makes it: {@code frame0.jpg, frame1.jpg,
 * …}, numbered on from video to video, and a table that names for each the video it came from.
 * Frames that are there are never overwritten, and a video that the table knows is not taken again.
 */
public final class FrameFolder {
    /** The table while a person has yet to fill in the classes. */
    public static final String UNLABELLED_FILE = "to-label.csv";

    /** The table of frames whose class was given; what {@code train} reads. */
    public static final String LABELLED_FILE = "mapping.csv";

    private static final Pattern FRAME_NAME = Pattern.compile("frame([0-9]{1,9})\\.jpg");
    private static final String STAGING_FOLDER = ".unfinished-frames";

    private final Path folder;
    private final Sampling sampling;
    private final String label;
    private final FrameLabelFile labelFile;
    private final FrameLabelFile otherLabelFile;
    private int nextNumber;

    /**
     * @param folder made if need be
     * @param label class of every frame, or empty to have it filled in by hand
     * @throws UnusableDataException when a table that is there already cannot be added to
     * @throws IOException when the folder cannot be read or made
     */
    public FrameFolder(Path folder, Sampling sampling, String label) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.sampling = sampling;
        this.label = label.strip();
        FrameLabelFile open = FrameLabelFile.of(folder.resolve(UNLABELLED_FILE));
        FrameLabelFile labelled = FrameLabelFile.of(folder.resolve(LABELLED_FILE));
        this.labelFile = this.label.isEmpty() ? open : labelled;
        this.otherLabelFile = this.label.isEmpty() ? labelled : open;
        DurableFiles.deleteTree(stagingFolder()); // of a run that was interrupted
        this.nextNumber =
                1
                        + Math.max(
                                highestNumber(open),
                                Math.max(highestNumber(labelled), highestOnDisk()));
    }

    private Path stagingFolder() {
        return folder.resolve(STAGING_FOLDER);
    }

    private static int highestNumber(FrameLabelFile table) {
        return table.images().stream().mapToInt(FrameFolder::number).max().orElse(-1);
    }

    private int highestOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToInt(file -> number(String.valueOf(file.getFileName())))
                    .max()
                    .orElse(-1);
        }
    }

    private static int number(String name) {
        Matcher matcher = FRAME_NAME.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Where the rows go. */
    public Path labelFile() {
        return labelFile.file();
    }

    /**
     * What became of a video.
     *
     * @param frames names of its frames, in order; empty when it was there already
     * @param readError which parts were not read, and why; empty if no more was lost than a scan
     *     tolerates
     */
    public record ExtractedFrames(List<String> frames, String readError) {
        public ExtractedFrames {
            frames = List.copyOf(frames);
        }
    }

    /** Whether a video of this file's name was taken before. */
    public boolean contains(Path video) {
        return labelFile.hasGroup(group(video)) || otherLabelFile.hasGroup(group(video));
    }

    private static String group(Path video) {
        return String.valueOf(video.toAbsolutePath().normalize().getFileName());
    }

    /**
     * Takes the frames of a video, all or, after a failure, none.
     *
     * @throws UnreadableVideoException with the reason when nothing of it can be read
     * @throws IOException when the disk is full or the folder not writable
     */
    public ExtractedFrames extract(Path video, VideoDecoder decoder)
            throws IOException, UnreadableVideoException {
        if (contains(video)) {
            return new ExtractedFrames(List.of(), "");
        }
        Files.createDirectories(stagingFolder());
        try (FrameStream stream = decoder.open(video, sampling)) {
            int count = 0;
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                ImageFiles.writeJpeg(
                        ImageFiles.toBufferedImage(frame.image()),
                        stagingFolder().resolve(name(count++)));
            }
            List<String> names = publish(count);
            labelFile.add(names, label, group(video));
            String problem = isNegligible(stream, count) ? "" : stream.problem();
            return new ExtractedFrames(names, problem.isEmpty() ? stream.omission() : problem);
        } finally {
            DurableFiles.deleteTree(stagingFolder());
        }
    }

    /**
     * Returns whether so little was lost that a scan gives a verdict as well. Where recordings were
     * joined, the frames until the next key frame are lost.
     */
    private static boolean isNegligible(FrameStream stream, int frames) {
        double seconds = stream.metadata().seconds();
        return seconds > 0
                && !stream.decoderFailed()
                && !new Coverage(seconds, stream.decodedSeconds(), frames, frames, false)
                        .belowMinimum();
    }

    private static String name(int number) {
        return "frame" + number + ".jpg";
    }

    private List<String> publish(int count) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = name(nextNumber++);
            Files.move(stagingFolder().resolve(name(i)), folder.resolve(name));
            names.add(name);
        }
        return names;
    }
}
