package dev.framewatch.desk.evidence;

import dev.framewatch.file.BoundedFile;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/** What the frames of evidence were taken from. */
public enum FrameOrigin {
    /** The video itself. */
    VIDEO("the video"),

    /** The small images of the video that the watch had kept. */
    STORYBOARD(
            "small images of the video, kept by the watch as a storyboard; not the video itself");

    private static final int MAX_BYTES = 64 << 20;

    private final String description;

    FrameOrigin(String description) {
        this.description = description;
    }

    /** Returns what it is, for people. */
    String description() {
        return description;
    }

    /** Returns its name in {@code evidence.json}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the origin of the frames in a folder that {@link EvidenceWriter} wrote. Earlier
     * versions took all frames from the video and did not say so.
     */
    static FrameOrigin of(Path folder) throws IOException {
        Path file = folder.resolve(EvidenceWriter.FILE);
        try {
            String word =
                    StrictJson.MAPPER
                            .readTree(BoundedFile.text(file, MAX_BYTES))
                            .path("frameOrigin")
                            .asString(VIDEO.word());
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + ": not written by Framewatch", e);
        }
    }
}
