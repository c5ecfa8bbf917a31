package dev.framewatch.storyboard;

import dev.framewatch.video.FrameSource;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Opens the files of storyboards. Nothing of them is decoded outside this process. */
public final class StoryboardSource implements FrameSource {
    private final UnaryOperator<Storyboard> frames;

    /** Creates a source of all frames. */
    public StoryboardSource() {
        this(storyboard -> storyboard);
    }

    /**
     * @param frames selects the frames to read
     */
    public StoryboardSource(UnaryOperator<Storyboard> frames) {
        this.frames = frames;
    }

    /**
     * {@inheritDoc}
     *
     * @param sampling ignored: the frames are those that were kept
     */
    @Override
    public FrameStream open(Path file, Sampling sampling) throws UnreadableVideoException {
        try {
            return new StoryboardStream(frames.apply(StoryboardFile.read(file)));
        } catch (DamagedStoryboardException e) {
            throw new UnreadableVideoException("the storyboard is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw new UnreadableVideoException(
                    Files.notExists(file)
                            ? "the storyboard has been deleted"
                            : "the storyboard cannot be opened: " + e.getMessage());
        }
    }

    @Override
    public void abort() {
        // reading a frame takes milliseconds
    }
}
