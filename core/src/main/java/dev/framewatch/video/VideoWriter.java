package dev.framewatch.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_parse_string;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.framewatch.video.decoder.NativeLibraries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures of our own making as a video file. Its kind follows from the name's ending (mp4,
 * mov, webm, mkv, gif). The file appears under its name when it is complete.
 */
public final class VideoWriter implements AutoCloseable {
    private static final int BITS_PER_PIXEL_AND_SECOND = 4;
    private static final int TICKS_PER_SECOND = 1000;
    private static final int GIF_TICKS_PER_SECOND = 100;

    private final Path file;
    private final Path unfinished;
    private final VideoEncoding format;
    private final AVFormatContext muxer;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame;
    private final AVPacket packet;
    private final BytePointer rgb;
    private final SwsContext scaler;
    private boolean complete;

    /**
     * @param file where it will be; replaced if it exists
     * @param width pixels a row of every picture, even
     * @param height rows of every picture, even
     * @throws IOException when it cannot be written, or libav refuses the format
     */
    public VideoWriter(Path file, int width, int height, VideoEncoding format) throws IOException {
        NativeLibraries.load();
        av_log_set_level(AV_LOG_QUIET);
        packet = av_packet_alloc();
        this.file = file;
        this.format = format;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        muxer = new AVFormatContext((Pointer) null);
        AVOutputFormat kind = av_guess_format(null, file.toString(), null);
        check(
                avformat_alloc_output_context2(muxer, kind, null, unfinished.toString()),
                "a file of this kind");
        AVDictionary options = new AVDictionary();
        av_dict_parse_string(options, format.coding().options(), "=", ":", 0);
        format.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
        encoder = encoder(width, height, options);
        stream = avformat_new_stream(muxer, null);
        stream.time_base(encoder.time_base());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
        if (format.quarterTurns() != 0) {
            turn();
        }
        AVIOContext out = new AVIOContext((Pointer) null);
        check(avio_open(out, unfinished.toString(), AVIO_FLAG_WRITE), "writing to " + file);
        muxer.pb(out);
        check(avformat_write_header(muxer, options), "these options");
        av_dict_free(options);
        frame = frame(width, height);
        rgb = new BytePointer(3L * width * height);
        scaler =
                sws_getContext(
                        width,
                        height,
                        AV_PIX_FMT_RGB24,
                        width,
                        height,
                        encoder.pix_fmt(),
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
    }

    private AVCodecContext encoder(int width, int height, AVDictionary options) throws IOException {
        boolean gif = format.coding() == VideoEncoding.Coding.GIF;
        AVCodec codec = avcodec_find_encoder_by_name(format.coding().encoder());
        if (codec == null) {
            throw new IOException("this build of libav has no " + format.coding().encoder());
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(width);
        context.height(height);
        context.pix_fmt(gif ? AV_PIX_FMT_RGB8 : AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(1, gif ? GIF_TICKS_PER_SECOND : TICKS_PER_SECOND));
        context.framerate(av_d2q(format.picturesPerSecond(), TICKS_PER_SECOND));
        context.sample_aspect_ratio(av_d2q(format.pixelAspect(), TICKS_PER_SECOND));
        context.bit_rate((long) width * height * BITS_PER_PIXEL_AND_SECOND);
        context.gop_size(50);
        if ((muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec_open2(context, codec, options), "pictures of %dx%d".formatted(width, height));
        return context;
    }

    private void turn() {
        AVPacketSideData none = new AVPacketSideData((Pointer) null);
        IntPointer count = new IntPointer(1L).put(0);
        AVPacketSideData matrix =
                av_packet_side_data_new(none, count, AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
        av_display_rotation_set(new IntPointer(matrix.data()), 90.0 * format.quarterTurns());
        stream.codecpar().coded_side_data(none);
        stream.codecpar().nb_coded_side_data(count.get());
    }

    private AVFrame frame(int width, int height) throws IOException {
        AVFrame made = av_frame_alloc();
        made.width(width);
        made.height(height);
        made.format(encoder.pix_fmt());
        check(av_frame_get_buffer(made, 0), "so much memory");
        return made;
    }

    /**
     * Adds a picture that is shown from the given time on.
     *
     * @param seconds later than that of the picture before, by more than a millisecond
     * @throws IOException when the disk is full
     */
    public void add(RgbImage image, double seconds) throws IOException {
        if (image.width() != frame.width() || image.height() != frame.height()) {
            throw new IllegalArgumentException(
                    "a picture of %dx%d in a clip of %dx%d"
                            .formatted(
                                    image.width(), image.height(), frame.width(), frame.height()));
        }
        check(av_frame_make_writable(frame), "so much memory");
        rgb.position(0).put(image.rgb(), 0, image.rgb().length);
        try (PointerPointer<BytePointer> planes = new PointerPointer<>(1);
                IntPointer stride = new IntPointer(1L)) {
            planes.put(0, rgb);
            stride.put(0, 3 * image.width());
            sws_scale(scaler, planes, stride, 0, image.height(), frame.data(), frame.linesize());
        }
        AVRational tick = encoder.time_base();
        frame.pts(Math.round(seconds * tick.den() / tick.num()));
        encode(frame);
    }

    private void encode(@Nullable AVFrame next) throws IOException {
        check(avcodec_send_frame(encoder, next), "this picture");
        while (avcodec_receive_packet(encoder, packet) == 0) {
            AVRational tick = encoder.time_base();
            packet.stream_index(0);
            packet.duration(Math.round(tick.den() / format.picturesPerSecond()));
            av_packet_rescale_ts(packet, tick, stream.time_base());
            check(av_interleaved_write_frame(muxer, packet), "writing to " + file);
        }
    }

    /** Completes the clip: the file appears under its name. */
    public void finish() throws IOException {
        encode(null);
        check(av_write_trailer(muxer), "writing to " + file);
        complete = true;
    }

    private static void check(int result, String what) throws IOException {
        if (result < 0) {
            byte[] reason = new byte[128];
            av_strerror(result, reason, reason.length);
            String text = new String(reason, StandardCharsets.UTF_8);
            throw new IOException(
                    "libav refuses %s: %s".formatted(what, text.substring(0, text.indexOf('\0'))));
        }
    }

    /** Frees what it holds. Without {@link #finish} before, nothing is left on disk. */
    @Override
    public void close() throws IOException {
        avio_closep(muxer.pb());
        avformat_free_context(muxer);
        avcodec_free_context(encoder);
        av_frame_free(frame);
        av_packet_free(packet);
        sws_freeContext(scaler);
        rgb.deallocate();
        if (complete) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(unfinished);
        }
    }
}
