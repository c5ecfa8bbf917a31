package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Measures how long a file's video stream is by reading all packets, without decoding. Most headers
 * only state the length of the longest stream, or of the first of several recordings joined
 * together.
 */
final class StreamLength {
    /**
     * Minimum ratio of actual to stated length for a file to count as complete; headers are
     * inexact.
     */
    static final double MIN_COMPLETE_RATIO = 0.98;

    /** Time limit; beyond it, the length that the header states is used. */
    private static final long MAX_NANOS = 60_000_000_000L;

    private StreamLength() {}

    /**
     * The measured length.
     *
     * @param seconds length of the video stream; 0 if unknown
     * @param lastPacketEnd position in the file after the last packet; 0 if that was not reached
     */
    record Measured(double seconds, long lastPacketEnd) {}

    /** Measures a container's video stream, which consumes its packets. */
    static Measured measure(Container container, Runnable heartbeat) {
        var timeline = new ContinuousTimeline(container);
        var span = new PresentationSpan(container);
        double fileStart = Double.POSITIVE_INFINITY;
        double fileEnd = 0;
        long lastPacketEnd = 0;
        long start = System.nanoTime();
        boolean isWhole = true;
        AVPacket packet = av_packet_alloc();
        while (isWhole && container.readAny(packet)) {
            long tick = ContinuousTimeline.tick(packet);
            if (tick != AV_NOPTS_VALUE) {
                double from = tick * container.tickSeconds(packet);
                fileStart = Math.min(fileStart, from);
                fileEnd =
                        Math.max(fileEnd, from + packet.duration() * container.tickSeconds(packet));
            }
            lastPacketEnd = Math.max(lastPacketEnd, packet.pos() + packet.size());
            if (container.isVideo(packet)) {
                timeline.shift(packet);
                span.add(packet);
            }
            av_packet_unref(packet);
            heartbeat.run();
            isWhole = System.nanoTime() - start < MAX_NANOS;
        }
        av_packet_free(packet);
        long end = isWhole ? lastPacketEnd : 0;
        double stated = container.statedSeconds();
        if (span.isEmpty()) {
            return new Measured(stated, end);
        }
        double measured = (span.end(Long.MIN_VALUE) - span.first()) * container.tickSeconds();
        // The stated length is counted from the file's first timestamp, or from 0.
        boolean isComplete = isWhole && fileEnd >= MIN_COMPLETE_RATIO * stated;
        return new Measured(isComplete ? measured : Math.max(measured, stated), end);
    }
}
