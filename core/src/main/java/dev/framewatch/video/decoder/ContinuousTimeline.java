package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Shifts the timestamps of a stream's packets so that they continue where they would restart, as in
 * files that consist of several recordings joined together.
 */
final class ContinuousTimeline {
    /** A step back by up to this much is not a restart; as in the ffmpeg program. */
    private static final double MAX_STEP_BACK_SECONDS = 0.1;

    /** A longer step forward is a restart, in formats that may jump; as in the ffmpeg program. */
    private static final double MAX_STEP_FORWARD_SECONDS = 10;

    private final boolean mayJump;
    private final long frameTicks;
    private final long maxStepBack;
    private final long maxStepForward;
    private long offset;
    private long latest = AV_NOPTS_VALUE;
    private long lastDecodingTick = AV_NOPTS_VALUE;

    ContinuousTimeline(Container container) {
        mayJump = container.mayJumpInTime();
        frameTicks = container.ticks(container.averageFrameSeconds());
        maxStepBack = container.ticks(MAX_STEP_BACK_SECONDS);
        maxStepForward = container.ticks(MAX_STEP_FORWARD_SECONDS);
    }

    /** Shifts the timestamps of the next packet in decoding order. */
    void shift(AVPacket packet) {
        long tick = tick(packet);
        if (tick == AV_NOPTS_VALUE) {
            return;
        }
        boolean shown = isShown(packet);
        if (shown && latest != AV_NOPTS_VALUE && restarts(packet, tick)) {
            offset = latest + frameTicks - tick;
            lastDecodingTick = AV_NOPTS_VALUE;
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + offset);
        }
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + offset);
        }
        if (shown) {
            latest = latest == AV_NOPTS_VALUE ? tick : Math.max(latest, tick + offset);
            lastDecodingTick = packet.dts();
        }
    }

    /**
     * Returns whether a new recording begins. Every frame that is decoded before a key frame is
     * also shown before it.
     */
    private boolean restarts(AVPacket packet, long tick) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (key && tick + offset < latest - maxStepBack) {
            return true;
        }
        if (!mayJump) {
            return false;
        }
        if (packet.dts() == AV_NOPTS_VALUE || lastDecodingTick == AV_NOPTS_VALUE) {
            return tick + offset > latest + maxStepForward;
        }
        long step = packet.dts() + offset - lastDecodingTick;
        return step < -maxStepBack || step > maxStepForward;
    }

    /** Returns a packet's presentation time, or decoding time if it has none, in ticks. */
    static long tick(AVPacket packet) {
        return packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    }

    /** Returns whether a packet's frame is shown: an edit list may hide frames. */
    static boolean isShown(AVPacket packet) {
        return (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
    }
}
