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

/** An opened file of an allowed kind, and the one stream of pictures in it. */
final class Container implements AutoCloseable {
    /** Containers that hold their pictures themselves; none of them can name another file. */
    private static final String CONTAINERS = "mov,matroska,gif,mpegts";

    private static final Set<String> CODECS =
            Set.of("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "gif");

    /** Width times height above which nothing is decoded: 8K has half of it. */
    static final long MAX_PIXELS = 8192L * 8192;

    private static final double MICROSECONDS = 1e6;

    private final AVFormatContext context;
    private final AVStream stream;
    private final LibavLog libavLog;
    private final double seconds;

    private Container(AVFormatContext context, AVStream stream, LibavLog libavLog)
            throws UnsupportedMediaException {
        this.libavLog = libavLog;
        this.context = context;
        this.stream = stream;
        prepare();
        this.seconds = declaredSeconds();
    }

    static Container open(Path file, FileInput input, LibavLog libavLog)
            throws UnsupportedMediaException {
        libavLog.forgetErrors();
        byte[] head;
        AVFormatContext context = avformat_alloc_context();
        try {
            context.pb(input.open(file));
            head = input.head(FileType.HEAD_BYTES);
        } catch (IOException e) {
            throw new UnsupportedMediaException("it cannot be opened: " + e.getMessage());
        }
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = new AVDictionary();
        av_dict_set(options, "format_whitelist", CONTAINERS, 0);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        int opened = avformat_open_input(context, "", null, options);
        av_dict_free(options);
        if (opened < 0) {
            throw new UnsupportedMediaException(notOpened(opened, head, libavLog.lastError()));
        }
        try {
            return new Container(context, pictures(context), libavLog);
        } catch (UnsupportedMediaException e) {
            avformat_close_input(context);
            throw e;
        }
    }

    private static String notOpened(int error, byte[] head, String message) {
        if (error == LibavLog.OUT_OF_MEMORY) {
            return "opening it needs more memory than the decoder may have";
        }
        if (message.contains("moov atom not found")) {
            return "the index is missing: the file is cut off";
        }
        String kind = FileType.describe(head);
        return kind.equals(FileType.VIDEO)
                ? "the file is damaged: its beginning cannot be read"
                : "not a video: it looks like it is " + kind;
    }

    private static AVStream pictures(AVFormatContext context) throws UnsupportedMediaException {
        int best =
                av_find_best_stream(
                        context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0 || isCover(context.streams(best))) {
            boolean sound = false;
            for (int i = 0; i < context.nb_streams(); i++) {
                sound |= context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
            }
            throw new UnsupportedMediaException("no video in it" + (sound ? ": only sound" : ""));
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != best) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
        return context.streams(best);
    }

    private static boolean isCover(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    private void prepare() throws UnsupportedMediaException {
        if (!CODECS.contains(codec())) {
            boolean unknown = parameters().codec_id() == AV_CODEC_ID_NONE;
            throw new UnsupportedMediaException(
                    "its pictures are coded as %s, which Framewatch does not read"
                            .formatted(unknown ? "something unknown" : codec()));
        }
        checkSize(parameters().width(), parameters().height());
        if (avformat_find_stream_info(context, (PointerPointer<?>) null) < 0) {
            throw new UnsupportedMediaException("the file is damaged: no stream in it can be read");
        }
        checkSize(parameters().width(), parameters().height());
    }

    private static void checkSize(int width, int height) throws UnsupportedMediaException {
        if ((long) width * height > MAX_PIXELS) {
            throw new UnsupportedMediaException(
                    "its pictures are %dx%d pixels; the limit is the area of 8192x8192"
                            .formatted(width, height));
        }
    }

    private double declaredSeconds() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return stream.duration() * tick();
        }
        boolean known =
                context.duration() != AV_NOPTS_VALUE
                        && context.duration() > 0
                        && context.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
        return known ? context.duration() / MICROSECONDS : countedSeconds();
    }

    /** Reads through the packets, without decoding, where the header does not give the length. */
    private double countedSeconds() {
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        AVPacket packet = new AVPacket();
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
                first = Math.min(first, packet.pts() * tick());
                last = Math.max(last, (packet.pts() + packet.duration()) * tick());
            }
            av_packet_unref(packet);
        }
        av_seek_frame(context, stream.index(), 0, 0);
        return Math.max(0, last - first);
    }

    /** Seconds a unit of the stream's time stamps. */
    double tick() {
        AVRational base = stream.time_base();
        return (double) base.num() / base.den();
    }

    /** Seconds an average picture stays on screen, 1/25 where the file does not say. */
    double pictureSeconds() {
        AVRational rate = stream.avg_frame_rate();
        return rate.num() > 0 && rate.den() > 0 ? (double) rate.den() / rate.num() : 0.04;
    }

    /** Seconds of video the file claims to hold, 0 where nothing tells. */
    double seconds() {
        return seconds;
    }

    /** The stream's first time stamp in ticks, {@code AV_NOPTS_VALUE} where it is unknown. */
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

    /** Reads the next packet of the pictures' stream; false at the end of what can be read. */
    boolean read(AVPacket packet) {
        libavLog.forgetErrors();
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index()) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    /** Whether a damaged place was passed on the way to the last packet that was read. */
    boolean passedDamage() {
        return !libavLog.lastError().isEmpty();
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
