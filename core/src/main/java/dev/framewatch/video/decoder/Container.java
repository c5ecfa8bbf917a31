package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/** An opened file of a supported container format, and its video stream. */
final class Container implements AutoCloseable {
    /** Self-contained formats: none of them can refer to other files. */
    private static final String SUPPORTED_FORMATS = "mov,matroska,gif,mpegts,apng,j2k_pipe";

    private static final Set<String> SUPPORTED_CODECS =
            Set.of("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "gif", "apng", "jpeg2000");

    /** Maximum number of pixels per frame; 8K has half as many. */
    static final long MAX_PIXELS = 8192L * 8192;

    private static final double MICROSECONDS_PER_SECOND = 1e6;

    private final AVFormatContext context;
    private final AVStream stream;
    private final LibavLog libavLog;
    private final double seconds;

    private Container(AVFormatContext context, AVStream stream, LibavLog libavLog)
            throws UnsupportedMediaException {
        this.libavLog = libavLog;
        this.context = context;
        this.stream = stream;
        readStreamInfo();
        this.seconds = declaredSeconds();
    }

    static Container open(Path file, FileInput input, LibavLog libavLog)
            throws UnsupportedMediaException {
        libavLog.clearError();
        byte[] head;
        AVFormatContext context = avformat_alloc_context();
        try {
            context.pb(input.open(file));
            head = input.head(FileType.HEAD_BYTES);
        } catch (IOException e) {
            throw new UnsupportedMediaException("cannot be opened: " + e.getMessage());
        }
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = new AVDictionary();
        av_dict_set(options, "format_whitelist", SUPPORTED_FORMATS, 0);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        int opened = avformat_open_input(context, "", null, options);
        av_dict_free(options);
        if (opened < 0) {
            throw new UnsupportedMediaException(openFailure(opened, head, libavLog.lastError()));
        }
        try {
            return new Container(context, videoStream(context), libavLog);
        } catch (UnsupportedMediaException e) {
            avformat_close_input(context);
            throw e;
        }
    }

    private static String openFailure(int error, byte[] head, String message) {
        if (error == LibavLog.OUT_OF_MEMORY) {
            return "opening it exceeds the decoder's memory limit";
        }
        if (message.contains("moov atom not found")) {
            return "the index is missing: the file is truncated";
        }
        String type = FileType.describe(head);
        return type.equals(FileType.VIDEO)
                ? "the file is damaged: its header cannot be read"
                : "not a video: it appears to be " + type;
    }

    private static AVStream videoStream(AVFormatContext context) throws UnsupportedMediaException {
        int index =
                av_find_best_stream(
                        context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0 || isAttachedPicture(context.streams(index))) {
            boolean hasAudio = false;
            for (int i = 0; i < context.nb_streams(); i++) {
                hasAudio |= context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
            }
            throw new UnsupportedMediaException(
                    "no video stream" + (hasAudio ? ", only audio" : ""));
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != index) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
        return context.streams(index);
    }

    private static boolean isAttachedPicture(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    private void readStreamInfo() throws UnsupportedMediaException {
        if (!SUPPORTED_CODECS.contains(codec())) {
            boolean unknown = parameters().codec_id() == AV_CODEC_ID_NONE;
            throw new UnsupportedMediaException(
                    "unsupported video codec: %s".formatted(unknown ? "unknown" : codec()));
        }
        checkSize(parameters().width(), parameters().height());
        if (avformat_find_stream_info(context, (PointerPointer<?>) null) < 0) {
            throw new UnsupportedMediaException("the file is damaged: its streams cannot be read");
        }
        checkSize(parameters().width(), parameters().height());
    }

    private static void checkSize(int width, int height) throws UnsupportedMediaException {
        if ((long) width * height > MAX_PIXELS) {
            throw new UnsupportedMediaException(
                    "%dx%d pixels exceed the limit (the area of 8192x8192)"
                            .formatted(width, height));
        }
    }

    private double declaredSeconds() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return stream.duration() * tickSeconds();
        }
        boolean known =
                context.duration() != AV_NOPTS_VALUE
                        && context.duration() > 0
                        && context.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
        return known ? context.duration() / MICROSECONDS_PER_SECOND : measuredSeconds();
    }

    /**
     * Measures the duration by reading all packets, without decoding; for files whose header lacks
     * it.
     */
    private double measuredSeconds() {
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        AVPacket packet = new AVPacket();
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
                first = Math.min(first, packet.pts() * tickSeconds());
                last = Math.max(last, (packet.pts() + packet.duration()) * tickSeconds());
            }
            av_packet_unref(packet);
        }
        av_seek_frame(context, stream.index(), 0, 0);
        return Math.max(0, last - first);
    }

    /** Returns the stream's time base: the duration of a tick in seconds. */
    double tickSeconds() {
        AVRational base = stream.time_base();
        return (double) base.num() / base.den();
    }

    /**
     * Returns the average duration of a frame in seconds; 1/25 if the file does not declare a rate.
     */
    double averageFrameSeconds() {
        AVRational rate = stream.avg_frame_rate();
        return rate.num() > 0 && rate.den() > 0 ? (double) rate.den() / rate.num() : 0.04;
    }

    /** Returns the declared duration in seconds; 0 if unknown. */
    double seconds() {
        return seconds;
    }

    /** Returns the stream's first timestamp in ticks; {@code AV_NOPTS_VALUE} if unknown. */
    long startTick() {
        return stream.start_time();
    }

    AVCodecParameters parameters() {
        return stream.codecpar();
    }

    AVStream stream() {
        return stream;
    }

    String name() {
        return context.iformat().name().getString();
    }

    String codec() {
        return avcodec_get_name(parameters().codec_id()).getString();
    }

    /** Reads the next packet of the video stream; returns false at the end of the readable part. */
    boolean read(AVPacket packet) {
        libavLog.clearError();
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index()) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    /** Returns whether damaged data was skipped while reading the last packet. */
    boolean skippedDamage() {
        return !libavLog.lastError().isEmpty();
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
