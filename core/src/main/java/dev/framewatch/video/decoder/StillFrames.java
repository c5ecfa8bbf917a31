package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes the images of a HEIF file, each of which libav presents as a stream of one packet. */
final class StillFrames {
    private static final Set<String> SUPPORTED_CODECS = Set.of("hevc", "av1", "h264", "mjpeg");

    private final AVFormatContext context;
    private final Runnable heartbeat;

    StillFrames(AVFormatContext context, Runnable heartbeat) {
        this.context = context;
        this.heartbeat = heartbeat;
    }

    /** Receives the images of a file, in file order. */
    @FunctionalInterface
    interface FrameConsumer {
        /** Receives an image, which is freed afterwards. */
        void accept(int streamIndex, AVFrame frame) throws UnsupportedMediaException;
    }

    static String codec(AVStream stream) {
        return avcodec_get_name(stream.codecpar().codec_id()).getString();
    }

    /** Returns the image of one stream; the caller frees it. */
    AVFrame decode(AVStream stream) throws UnsupportedMediaException {
        @Nullable AVFrame[] found = {null};
        decode(
                Set.of(stream.index()),
                (_, frame) -> {
                    if (found[0] == null) {
                        found[0] = av_frame_clone(frame);
                    }
                });
        AVFrame first = found[0];
        if (first == null) {
            throw new UnsupportedMediaException("the image is damaged: it contains no pixels");
        }
        return first;
    }

    /** Decodes the images of some streams. */
    void decode(Set<Integer> streams, FrameConsumer consumer) throws UnsupportedMediaException {
        for (int i = 0; i < context.nb_streams(); i++) {
            context.streams(i).discard(streams.contains(i) ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
        AVPacket packet = av_packet_alloc();
        try {
            while (av_read_frame(context, packet) >= 0) {
                heartbeat.run();
                if (streams.contains(packet.stream_index())) {
                    decode(packet, consumer);
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private void decode(AVPacket packet, FrameConsumer consumer) throws UnsupportedMediaException {
        AVStream stream = context.streams(packet.stream_index());
        AVCodecContext decoder = decoder(stream);
        AVFrame frame = av_frame_alloc();
        try {
            boolean decoded =
                    avcodec_send_packet(decoder, packet) >= 0
                            && avcodec_send_packet(decoder, null) >= 0
                            && avcodec_receive_frame(decoder, frame) >= 0;
            if (!decoded) {
                throw new UnsupportedMediaException("the image is damaged");
            }
            consumer.accept(stream.index(), frame);
        } finally {
            av_frame_free(frame);
            avcodec_free_context(decoder);
        }
    }

    private static AVCodecContext decoder(AVStream stream) throws UnsupportedMediaException {
        AVCodec codec =
                SUPPORTED_CODECS.contains(codec(stream))
                        ? avcodec_find_decoder(stream.codecpar().codec_id())
                        : null;
        if (codec == null) {
            throw new UnsupportedMediaException(
                    "an image encoded as %s, which is not supported".formatted(codec(stream)));
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, stream.codecpar());
        decoder.thread_count(1);
        decoder.max_pixels(Container.MAX_PIXELS);
        if (avcodec_open2(decoder, codec, (PointerPointer<?>) null) < 0) {
            avcodec_free_context(decoder);
            throw new UnsupportedMediaException(
                    "cannot initialise the %s decoder".formatted(codec(stream)));
        }
        return decoder;
    }
}
