package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Reads a stream's packets in decoding order, with lookahead, their timestamps on one {@linkplain
 * ContinuousTimeline continuous timeline}. Codecs reorder frames by at most 16, so the lookahead
 * suffices to know the presentation time of each frame's successor.
 */
final class PacketReader implements AutoCloseable {
    private static final int LOOKAHEAD = 24;
    private static final int HISTORY = 2 * LOOKAHEAD;

    private final Container container;
    private final ContinuousTimeline timeline;
    private final PresentationSpan span;
    private final AVPacket[] packets = new AVPacket[LOOKAHEAD];
    private final boolean[] followsDamage = new boolean[LOOKAHEAD];
    private final long[] timestamps = new long[HISTORY];
    private long position = -1;
    private long readCount;
    private boolean atEnd;

    PacketReader(Container container) {
        this.container = container;
        timeline = new ContinuousTimeline(container);
        span = new PresentationSpan(container);
        for (int i = 0; i < LOOKAHEAD; i++) {
            packets[i] = av_packet_alloc();
        }
    }

    /** Advances to the next packet; returns false after the last one. */
    boolean next() {
        if (position >= 0 && position < readCount) {
            av_packet_unref(current());
        }
        position++;
        while (!atEnd && readCount < position + LOOKAHEAD) {
            readOne();
        }
        return position < readCount;
    }

    private void readOne() {
        int slot = (int) (readCount % LOOKAHEAD);
        AVPacket packet = packets[slot];
        if (!container.read(packet)) {
            atEnd = true;
            return;
        }
        followsDamage[slot] = container.skippedDamage();
        timeline.shift(packet);
        span.add(packet);
        boolean shown = ContinuousTimeline.isShown(packet);
        timestamps[(int) (readCount % HISTORY)] = shown ? packet.pts() : AV_NOPTS_VALUE;
        readCount++;
    }

    /** Returns the current packet; valid until the next call of {@link #next}. */
    AVPacket current() {
        return packets[(int) (position % LOOKAHEAD)];
    }

    /** Returns whether data before the current packet could not be read. */
    boolean followsDamage() {
        return followsDamage[(int) (position % LOOKAHEAD)];
    }

    /**
     * Returns the timestamp of the frame shown after the current packet's; {@link Long#MAX_VALUE}
     * if there is none.
     */
    long nextFrameTick() {
        long currentTick = current().pts();
        long nextTick = Long.MAX_VALUE;
        for (long i = Math.max(0, readCount - HISTORY); i < readCount; i++) {
            long timestamp = timestamps[(int) (i % HISTORY)];
            if (timestamp > currentTick && timestamp < nextTick) {
                nextTick = timestamp;
            }
        }
        return nextTick;
    }

    /** Returns the presentation times of the packets read so far. */
    PresentationSpan span() {
        return span;
    }

    @Override
    public void close() {
        for (AVPacket packet : packets) {
            av_packet_free(packet);
        }
    }
}
