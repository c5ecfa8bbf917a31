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
 * Encodes images as a video file. The file extension determines the container (mp4, mov, webm, mkv,
 * gif). The file is renamed to its final name when it is complete.
 *
 * <pre>{@code
 * try (var writer = new VideoWriter(file, 320, 180, VideoEncoding.of(Codec.H264, 25))) {
 *     writer.add(image, 0);
 *     writer.add(otherImage, 0.04);
 *     writer.finish();
 * }
 * }</pre>
 */
public final class VideoWriter implements AutoCloseable {
    private static final int BITS_PER_PIXEL_AND_SECOND = 4;
    private static final int TICKS_PER_SECOND = 1000;
    private static final int DISPLAY_MATRIX_BYTES = 9 * Integer.BYTES;
    private static final int GIF_TICKS_PER_SECOND = 100;

    private final Path file;
    private final Path temporary;
    private final VideoEncoding encoding;
    private final AVFormatContext muxer;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame;
    private final AVPacket packet;
    private final BytePointer rgb;
    private final SwsContext scaler;
    private boolean complete;

    /**
     * Creates the file under a temporary name and writes its header.
     *
     * @param file final path; an existing file is replaced
     * @param width of every frame in pixels, even
     * @param height of every frame in pixels, even
     * @throws IOException if the file cannot be written, or libav does not support the encoding
     */
    public VideoWriter(Path file, int width, int height, VideoEncoding encoding)
            throws IOException {
        NativeLibraries.load();
        av_log_set_level(AV_LOG_QUIET);
        packet = av_packet_alloc();
        this.file = file;
        this.encoding = encoding;
        this.temporary = file.resolveSibling(file.getFileName() + ".unfinished");
        muxer = new AVFormatContext((Pointer) null);
        AVOutputFormat outputFormat = av_guess_format(null, file.toString(), null);
        check(
                avformat_alloc_output_context2(muxer, outputFormat, null, temporary.toString()),
                "this file type");
        AVDictionary options = new AVDictionary();
        av_dict_parse_string(options, encoding.codec().options(), "=", ":", 0);
        encoding.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
        encoder = openEncoder(width, height, options);
        stream = avformat_new_stream(muxer, null);
        stream.time_base(encoder.time_base());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
        if (encoding.quarterTurns() != 0) {
            setRotation();
        }
        AVIOContext out = new AVIOContext((Pointer) null);
        check(avio_open(out, temporary.toString(), AVIO_FLAG_WRITE), "to write " + file);
        muxer.pb(out);
        check(avformat_write_header(muxer, options), "these encoding options");
        av_dict_free(options);
        frame = newFrame(width, height);
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

    private AVCodecContext openEncoder(int width, int height, AVDictionary options)
            throws IOException {
        boolean gif = encoding.codec() == VideoEncoding.Codec.GIF;
        AVCodec codec = avcodec_find_encoder_by_name(encoding.codec().encoder());
        if (codec == null) {
            throw new IOException(
                    "the bundled libav does not include " + encoding.codec().encoder());
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(width);
        context.height(height);
        context.pix_fmt(gif ? AV_PIX_FMT_RGB8 : AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(1, gif ? GIF_TICKS_PER_SECOND : TICKS_PER_SECOND));
        context.framerate(av_d2q(encoding.framesPerSecond(), TICKS_PER_SECOND));
        context.sample_aspect_ratio(av_d2q(encoding.pixelAspectRatio(), TICKS_PER_SECOND));
        context.bit_rate((long) width * height * BITS_PER_PIXEL_AND_SECOND);
        context.gop_size(50);
        if ((muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(
                avcodec_open2(context, codec, options),
                "frames of %dx%d pixels".formatted(width, height));
        return context;
    }

    private void setRotation() {
        AVPacketSideData none = new AVPacketSideData((Pointer) null);
        IntPointer count = new IntPointer(1L).put(0);
        AVPacketSideData matrix =
                av_packet_side_data_new(
                        none, count, AV_PKT_DATA_DISPLAYMATRIX, DISPLAY_MATRIX_BYTES, 0);
        av_display_rotation_set(new IntPointer(matrix.data()), 90.0 * encoding.quarterTurns());
        stream.codecpar().coded_side_data(none);
        stream.codecpar().nb_coded_side_data(count.get());
    }

    private AVFrame newFrame(int width, int height) throws IOException {
        AVFrame newFrame = av_frame_alloc();
        newFrame.width(width);
        newFrame.height(height);
        newFrame.format(encoder.pix_fmt());
        check(av_frame_get_buffer(newFrame, 0), "to allocate a frame");
        return newFrame;
    }

    /**
     * Adds an image to be shown from the given time on.
     *
     * @param seconds presentation time, more than a millisecond after that of the previous image
     * @throws IOException if the image cannot be encoded or written, such as when the disk is full
     */
    public void add(RgbImage image, double seconds) throws IOException {
        if (image.width() != frame.width() || image.height() != frame.height()) {
            throw new IllegalArgumentException(
                    "an image of %dx%d in a video of %dx%d"
                            .formatted(
                                    image.width(), image.height(), frame.width(), frame.height()));
        }
        check(av_frame_make_writable(frame), "to allocate a frame");
        rgb.position(0).put(image.rgb(), 0, image.rgb().length);
        try (PointerPointer<BytePointer> planes = new PointerPointer<>(1);
                IntPointer stride = new IntPointer(1L)) {
            planes.put(0, rgb);
            stride.put(0, 3 * image.width());
            sws_scale(scaler, planes, stride, 0, image.height(), frame.data(), frame.linesize());
        }
        AVRational timeBase = encoder.time_base();
        frame.pts(Math.round(seconds * timeBase.den() / timeBase.num()));
        encode(frame);
    }

    private void encode(@Nullable AVFrame next) throws IOException {
        check(avcodec_send_frame(encoder, next), "this frame");
        while (avcodec_receive_packet(encoder, packet) == 0) {
            AVRational timeBase = encoder.time_base();
            packet.stream_index(0);
            packet.duration(Math.round(timeBase.den() / encoding.framesPerSecond()));
            av_packet_rescale_ts(packet, timeBase, stream.time_base());
            check(av_interleaved_write_frame(muxer, packet), "to write " + file);
        }
    }

    /** Completes the file; {@link #close} then gives it its final name. */
    public void finish() throws IOException {
        encode(null);
        check(av_write_trailer(muxer), "to write " + file);
        complete = true;
    }

    private static void check(int result, String what) throws IOException {
        if (result < 0) {
            byte[] reason = new byte[128];
            av_strerror(result, reason, reason.length);
            String text = new String(reason, StandardCharsets.UTF_8);
            throw new IOException(
                    "libav rejected %s: %s".formatted(what, text.substring(0, text.indexOf('\0'))));
        }
    }

    /** Releases native memory. Deletes the file unless {@link #finish} was called. */
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
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(temporary);
        }
    }
}
