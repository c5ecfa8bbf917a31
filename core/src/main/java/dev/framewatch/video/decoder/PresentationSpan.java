package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The time from the first to the last frame of a stream, from the timestamps of its packets. */
final class PresentationSpan {
    private final boolean durationsInDecodingOrder;
    private final long frameTicks;
    private long first = AV_NOPTS_VALUE;
    private long last = AV_NOPTS_VALUE;
    private long lastDuration;
    private long longestDuration;
    private boolean isReordered;

    PresentationSpan(Container container) {
        durationsInDecodingOrder = container.isIndexed();
        frameTicks = container.ticks(container.averageFrameSeconds());
    }

    /** Adds the next packet in decoding order; ignores packets whose frames are not shown. */
    void add(AVPacket packet) {
        long tick = ContinuousTimeline.tick(packet);
        if (tick == AV_NOPTS_VALUE || !ContinuousTimeline.isShown(packet)) {
            return;
        }
        long duration = Math.max(0, packet.duration());
        longestDuration = Math.max(longestDuration, duration);
        first = first == AV_NOPTS_VALUE ? tick : Math.min(first, tick);
        if (last == AV_NOPTS_VALUE || tick >= last) {
            last = tick;
            lastDuration = duration;
        } else {
            isReordered = true;
        }
    }

    /** Returns the start of the first frame in ticks; {@code AV_NOPTS_VALUE} if there is none. */
    long first() {
        return first;
    }

    boolean isEmpty() {
        return first == AV_NOPTS_VALUE;
    }

    /**
     * Returns the end of the last frame in ticks. An MP4 file gives the durations in decoding
     * order, so that the last packet's may belong to another frame; the end that the file states
     * then counts, if a frame can last until then.
     *
     * @param stated the end according to the file's header
     */
    long end(long stated) {
        long tolerance = 5 * frameTicks / 2;
        if (lastDuration > 0 && !(durationsInDecodingOrder && isReordered)) {
            long end = last + lastDuration;
            return stated > end && stated - end < tolerance ? stated : end;
        }
        long longest = Math.max(longestDuration, tolerance);
        return stated > last && stated - last <= longest ? stated : last + frameTicks;
    }
}
