package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
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
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Decodes a stream's frames in presentation order. Non-reference frames are decoded only if a
 * sampling instant shows them, which saves about half of the work in typical videos without
 * changing the result; on request, only key frames, which need no others.
 */
final class FrameDecoder implements AutoCloseable {
    /** A file's start is given in microseconds. */
    private static final double MAX_ROUNDING_SECONDS = 1e-6;

    private final Container container;
    private final PacketReader packetReader;
    private final SamplingGrid samplingGrid;
    private final DecodedTime decodedTime;
    private final boolean keyFramesOnly;
    private final AVCodecContext decoder;
    private final Runnable heartbeat;
    private double startSeconds = Double.NaN;
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private int outOfOrderCount;
    private double packetSeconds;
    private boolean draining;

    FrameDecoder(
            Container container,
            SamplingGrid samplingGrid,
            DecodedTime decodedTime,
            boolean keyFramesOnly,
            Runnable heartbeat)
            throws UnsupportedMediaException {
        this.container = container;
        this.samplingGrid = samplingGrid;
        this.decodedTime = decodedTime;
        this.keyFramesOnly = keyFramesOnly;
        this.heartbeat = heartbeat;
        AVCodec codec = avcodec_find_decoder(container.parameters().codec_id());
        if (codec == null) {
            throw new UnsupportedMediaException(
                    "the bundled libav cannot decode " + container.codec());
        }
        decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, container.parameters());
        decoder.pkt_timebase(container.stream().time_base());
        decoder.thread_count(1);
        decoder.max_pixels(Container.MAX_PIXELS);
        if (avcodec_open2(decoder, codec, (PointerPointer<?>) null) < 0) {
            avcodec_free_context(decoder);
            throw new UnsupportedMediaException(
                    "cannot initialise the %s decoder".formatted(container.codec()));
        }
        packetReader = new PacketReader(container);
    }

    /** Decodes the next frame; returns false after the last one. */
    boolean next(AVFrame frame) throws UnsupportedMediaException {
        while (true) {
            int result = avcodec_receive_frame(decoder, frame);
            if (result == 0) {
                if (accept(frame)) {
                    return true;
                }
            } else if (result == AVERROR_EOF()) {
                return false;
            } else {
                recordFailure(result);
                if (draining && result != LibavLog.TRY_AGAIN) {
                    return false;
                }
                sendPacket();
            }
        }
    }

    private boolean accept(AVFrame frame) {
        double at = presentationSeconds(frame);
        if (!(at > lastSeconds)) {
            outOfOrderCount += at < lastSeconds ? 1 : 0;
            return false;
        }
        boolean intact =
                (frame.flags() & AV_FRAME_FLAG_CORRUPT) == 0 && frame.decode_error_flags() == 0;
        if (!intact) {
            decodedTime.addDamage(at);
        }
        decodedTime.addFrame(at, intact && (frame.flags() & AV_FRAME_FLAG_KEY) != 0);
        lastSeconds = at;
        AVRational shape = container.stream().sample_aspect_ratio();
        if (shape.num() > 0 && shape.den() > 0) {
            frame.sample_aspect_ratio(
                    shape); // as players do; VP9 and AV1 streams state no aspect ratio
        }
        return true;
    }

    private void sendPacket() throws UnsupportedMediaException {
        heartbeat.run();
        if (!packetReader.next()) {
            draining = true;
            avcodec_send_packet(decoder, null);
            return;
        }
        if (Double.isNaN(startSeconds)) {
            startSeconds = fileStartSeconds();
        }
        AVPacket packet = packetReader.current();
        if (keyFramesOnly && (packet.flags() & AV_PKT_FLAG_KEY) == 0) {
            return;
        }
        decoder.skip_frame(isSampled(packet) ? AVDISCARD_DEFAULT : AVDISCARD_NONREF);
        if (packetReader.followsDamage()) {
            decodedTime.addDamage(packetSeconds);
        }
        packetSeconds = seconds(ContinuousTimeline.tick(packet));
        if (isEncrypted(packet)) {
            if (Double.isInfinite(lastSeconds)) {
                throw new UnsupportedMediaException(Encryption.MESSAGE);
            }
            decodedTime.addDamage(packetSeconds);
        }
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            decodedTime.addDamage(packetSeconds);
        }
        recordFailure(avcodec_send_packet(decoder, packet));
    }

    private static boolean isEncrypted(AVPacket packet) {
        BytePointer info =
                av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, (SizeTPointer) null);
        return info != null && !info.isNull();
    }

    private boolean isSampled(AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            return true;
        }
        long nextTick = packetReader.nextFrameTick();
        return nextTick == Long.MAX_VALUE
                || samplingGrid.firstAtOrAfter(seconds(packet.pts()))
                        < samplingGrid.firstAtOrAfter(seconds(nextTick));
    }

    private void recordFailure(int result) throws UnsupportedMediaException {
        if (result >= 0 || result == LibavLog.TRY_AGAIN || result == AVERROR_EOF()) {
            return;
        }
        if (result == LibavLog.OUT_OF_MEMORY) {
            throw new UnsupportedMediaException("decoding it exceeds the decoder's memory limit");
        }
        decodedTime.addDamage(packetSeconds);
    }

    /**
     * Returns the first timestamp of the file, of any stream, in seconds: times are counted from
     * it, as players do.
     */
    private double fileStartSeconds() {
        double ofFile = container.fileStartSeconds();
        PresentationSpan span = packetReader.span();
        if (span.isEmpty()) {
            return Double.isNaN(ofFile) ? 0 : ofFile;
        }
        double ofStream = span.first() * container.tickSeconds();
        return ofFile < ofStream - MAX_ROUNDING_SECONDS ? ofFile : ofStream;
    }

    /** Decoders return frames in order, also those without a timestamp of their own. */
    private double presentationSeconds(AVFrame frame) {
        double stamped = seconds(frame.best_effort_timestamp());
        return frame.pts() == AV_NOPTS_VALUE && !(stamped > lastSeconds)
                ? Math.max(0, lastSeconds + container.averageFrameSeconds())
                : stamped;
    }

    private double seconds(long tick) {
        return tick == AV_NOPTS_VALUE ? lastSeconds : tick * container.tickSeconds() - startSeconds;
    }

    /** Returns the time of the frame decoded last, in seconds from the start of the file. */
    double frameSeconds() {
        return Math.max(0, lastSeconds);
    }

    /** Returns the number of frames that could not be shown because of their time. */
    int outOfOrderCount() {
        return outOfOrderCount;
    }

    /** Returns when the video stream starts, in seconds from the start of the file. */
    double firstSeconds() {
        PresentationSpan span = packetReader.span();
        return span.isEmpty() ? 0 : Math.max(0, seconds(span.first()));
    }

    /** Returns the end of the last frame in seconds; known once that frame has been decoded. */
    double endSeconds() {
        PresentationSpan span = packetReader.span();
        double minSeconds = frameSeconds() + 1e-3;
        double stamped = 0;
        if (!span.isEmpty()) {
            long length = Math.round(container.seconds() / container.tickSeconds());
            stamped = seconds(span.end(span.first() + length));
        }
        return stamped > minSeconds ? stamped : frameSeconds() + container.averageFrameSeconds();
    }

    @Override
    public void close() {
        packetReader.close();
        avcodec_free_context(decoder);
    }
}
