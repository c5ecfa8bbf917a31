package dev.framewatch.bench.fuzz;

import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.nio.file.Path;

/**
 * What became of one file.
 *
 * @param kind the kind of answer
 * @param reason the message for users; empty if there is nothing to say
 * @param frames number of frames read
 * @param seconds wall-clock time
 */
record Outcome(Kind kind, String reason, long frames, double seconds) {
    /** The answers a reader may give, and three that it may not. */
    enum Kind {
        /** Read to the end, without a word. */
        WHOLE,
        /** Frames, and what is missing. */
        PARTIAL,
        /** No frame, and why. */
        REFUSED,
        /** The decoder process crashed, or exceeded its memory; this file is refused or partial. */
        CRASHED,
        /** The decoder process was ended because it took too long. */
        TIMED_OUT,
        /** A find: an exception that callers do not expect. */
        UNFORESEEN,
        /** A find: no answer, which ends the run. */
        ENDLESS,
        /** A find: a frame or a message that cannot be right. */
        INVALID
    }

    /** Reads a file to its end, as a scan does. */
    static Outcome of(VideoDecoder decoder, Path file, Sampling sampling) {
        long start = System.nanoTime();
        long frames = 0;
        Kind kind;
        String reason;
        try (FrameStream stream = decoder.open(file, sampling)) {
            double last = Double.NEGATIVE_INFINITY;
            boolean valid = true;
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                valid &= frame.seconds() > last && frame.seconds() < Double.POSITIVE_INFINITY;
                last = frame.seconds();
                frames++;
                stream.drainFingerprintFrames();
            }
            reason = stream.problem().isEmpty() ? stream.omission() : stream.problem();
            kind = valid && frames > 0 ? answer(reason) : Kind.INVALID;
        } catch (UnreadableVideoException e) {
            reason = String.valueOf(e.getMessage());
            kind = reason.isBlank() ? Kind.INVALID : answer(reason);
            kind = kind == Kind.PARTIAL ? Kind.REFUSED : kind;
        } catch (RuntimeException | Error e) { // whatever it is, it is a find
            reason = e.toString();
            kind = Kind.UNFORESEEN;
            e.printStackTrace();
        }
        return new Outcome(kind, reason, frames, (System.nanoTime() - start) / 1e9);
    }

    private static Kind answer(String reason) {
        if (reason.isEmpty()) {
            return Kind.WHOLE;
        }
        if (reason.contains("crashed or exceeded")) {
            return Kind.CRASHED;
        }
        return reason.contains("hung") || reason.contains("timed out")
                ? Kind.TIMED_OUT
                : Kind.PARTIAL;
    }

    /** Returns whether the file is to be kept. */
    boolean isFind() {
        return switch (kind) {
            case WHOLE, PARTIAL, REFUSED -> false;
            case CRASHED, TIMED_OUT, UNFORESEEN, ENDLESS, INVALID -> true;
        };
    }
}
