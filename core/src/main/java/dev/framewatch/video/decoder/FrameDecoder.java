package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decodes a stream's pictures in the order they are shown. Pictures that no other one builds on are
 * decoded only where a sampling instant shows them: about half of the work in usual videos, and the
 * result is the same.
 */
final class FrameDecoder implements AutoCloseable {
    private final Container container;
    private final PacketReader packetReader;
    private final SamplingGrid samplingGrid;
    private final DecodedTime decodedTime;
    private final AVCodecContext decoder;
    private final Runnable alive;
    private long startTick;
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private double fedSeconds;
    private boolean draining;

    FrameDecoder(
            Container container, SamplingGrid samplingGrid, DecodedTime decodedTime, Runnable alive)
            throws UnsupportedMediaException {
        this.container = container;
        this.samplingGrid = samplingGrid;
        this.decodedTime = decodedTime;
        this.alive = alive;
        this.startTick = container.startTick();
        AVCodec codec = avcodec_find_decoder(container.parameters().codec_id());
        if (codec == null) {
            throw new UnsupportedMediaException(
                    "this build of libav cannot decode " + container.codec());
        }
        decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, container.parameters());
        decoder.pkt_timebase(container.stream().time_base());
        decoder.thread_count(1);
        decoder.max_pixels(Container.MAX_PIXELS);
        if (avcodec_open2(decoder, codec, (PointerPointer<?>) null) < 0) {
            avcodec_free_context(decoder);
            throw new UnsupportedMediaException(
                    "the %s decoder does not start on it".formatted(container.codec()));
        }
        packetReader = new PacketReader(container);
    }

    /** Decodes the next picture into a frame; false after the last one. */
    boolean next(AVFrame frame) throws UnsupportedMediaException {
        while (true) {
            int got = avcodec_receive_frame(decoder, frame);
            if (got == 0) {
                if (accept(frame)) {
                    return true;
                }
            } else if (got == AVERROR_EOF()) {
                return false;
            } else {
                check(got);
                if (draining && got != LibavLog.TRY_AGAIN) {
                    return false;
                }
                feed();
            }
        }
    }

    private boolean accept(AVFrame frame) {
        if (startTick == AV_NOPTS_VALUE) {
            startTick = frame.best_effort_timestamp();
        }
        double at = seconds(frame);
        if (!(at > lastSeconds)) {
            return false;
        }
        boolean sound =
                (frame.flags() & AV_FRAME_FLAG_CORRUPT) == 0 && frame.decode_error_flags() == 0;
        if (!sound) {
            decodedTime.damage(at);
        }
        decodedTime.picture(at, sound && (frame.flags() & AV_FRAME_FLAG_KEY) != 0);
        lastSeconds = at;
        return true;
    }

    private void feed() throws UnsupportedMediaException {
        alive.run();
        if (!packetReader.next()) {
            draining = true;
            avcodec_send_packet(decoder, null);
            return;
        }
        AVPacket packet = packetReader.current();
        decoder.skip_frame(isShown(packet) ? AVDISCARD_DEFAULT : AVDISCARD_NONREF);
        if (packetReader.afterDamage()) {
            decodedTime.damage(fedSeconds);
        }
        fedSeconds = seconds(packet.pts());
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            decodedTime.damage(fedSeconds);
        }
        check(avcodec_send_packet(decoder, packet));
    }

    private boolean isShown(AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE || startTick == AV_NOPTS_VALUE) {
            return true;
        }
        long following = packetReader.followingTick();
        return following == Long.MAX_VALUE
                || samplingGrid.from(seconds(packet.pts())) < samplingGrid.from(seconds(following));
    }

    private void check(int result) throws UnsupportedMediaException {
        if (result >= 0 || result == LibavLog.TRY_AGAIN || result == AVERROR_EOF()) {
            return;
        }
        if (result == LibavLog.OUT_OF_MEMORY) {
            throw new UnsupportedMediaException(
                    "decoding it needs more memory than the decoder may have");
        }
        decodedTime.damage(fedSeconds);
    }

    /** When a picture appears, in seconds from the start of the video; not below 0. */
    double seconds(AVFrame frame) {
        long stamp = frame.best_effort_timestamp();
        return stamp == AV_NOPTS_VALUE
                ? Math.max(0, lastSeconds + container.pictureSeconds())
                : Math.max(0, seconds(stamp));
    }

    private double seconds(long tick) {
        long start = startTick == AV_NOPTS_VALUE ? 0 : startTick;
        return tick == AV_NOPTS_VALUE
                ? Math.max(0, lastSeconds)
                : (tick - start) * container.tick();
    }

    /** When the last picture leaves the screen; known after it was decoded. */
    double endSeconds() {
        double least = Math.max(0, lastSeconds) + 1e-3;
        double stamped =
                packetReader.endTick() == Long.MIN_VALUE ? 0 : seconds(packetReader.endTick());
        return stamped > least ? stamped : Math.max(0, lastSeconds) + container.pictureSeconds();
    }

    @Override
    public void close() {
        packetReader.close();
        avcodec_free_context(decoder);
    }
}
