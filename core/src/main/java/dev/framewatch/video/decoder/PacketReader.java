package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A stream's packets in decoding order, read some way ahead. Codecs store pictures out of order, by
 * at most 16; whoever sees further than that knows when each picture gives way to the next one.
 */
final class PacketReader implements AutoCloseable {
    private static final int AHEAD = 24;
    private static final int REMEMBERED = 2 * AHEAD;

    private final Container container;
    private final AVPacket[] ahead = new AVPacket[AHEAD];
    private final boolean[] afterDamage = new boolean[AHEAD];
    private final long[] stamps = new long[REMEMBERED];
    private long taken = -1;
    private long read;
    private boolean atEnd;
    private long endTick = Long.MIN_VALUE;

    PacketReader(Container container) {
        this.container = container;
        for (int i = 0; i < AHEAD; i++) {
            ahead[i] = av_packet_alloc();
        }
    }

    /** Steps to the next packet; false after the last one. */
    boolean next() {
        if (taken >= 0 && taken < read) {
            av_packet_unref(current());
        }
        taken++;
        while (!atEnd && read < taken + AHEAD) {
            readOne();
        }
        return taken < read;
    }

    private void readOne() {
        int slot = (int) (read % AHEAD);
        AVPacket packet = ahead[slot];
        if (!container.read(packet)) {
            atEnd = true;
            return;
        }
        afterDamage[slot] = container.passedDamage();
        long stamp = packet.pts();
        stamps[(int) (read % REMEMBERED)] = stamp;
        if (stamp != AV_NOPTS_VALUE) {
            endTick = Math.max(endTick, stamp + Math.max(0, packet.duration()));
        }
        read++;
    }

    /** The packet stepped to; valid until the next step. */
    AVPacket current() {
        return ahead[(int) (taken % AHEAD)];
    }

    /** Whether something before the current packet could not be read. */
    boolean afterDamage() {
        return afterDamage[(int) (taken % AHEAD)];
    }

    /**
     * The time stamp of the picture that follows the current packet's on screen, {@link
     * Long#MAX_VALUE} when there is none.
     */
    long followingTick() {
        long own = current().pts();
        long following = Long.MAX_VALUE;
        for (long i = Math.max(0, read - REMEMBERED); i < read; i++) {
            long stamp = stamps[(int) (i % REMEMBERED)];
            if (stamp > own && stamp < following) {
                following = stamp;
            }
        }
        return following;
    }

    /** When the last picture that was read leaves the screen, in ticks; far below 0 if unknown. */
    long endTick() {
        return endTick;
    }

    @Override
    public void close() {
        for (AVPacket packet : ahead) {
            av_packet_free(packet);
        }
    }
}
