package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEPENDENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_STILL_IMAGE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.framewatch.video.decoder.MediaType.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/** An opened file of a supported container format, and its video stream. */
final class Container implements AutoCloseable {
    /** Maximum number of pixels per frame; 8K has half as many. */
    static final long MAX_PIXELS = 8192L * 8192;

    /** Video streams that are a cover, a preview or an enhancement layer. */
    private static final int NOT_A_TRACK =
            AV_DISPOSITION_ATTACHED_PIC
                    | AV_DISPOSITION_TIMED_THUMBNAILS
                    | AV_DISPOSITION_STILL_IMAGE
                    | AV_DISPOSITION_DEPENDENT;

    private static final double MICROSECONDS_PER_SECOND = 1e6;

    private final AVFormatContext context;
    private final AVStream stream;
    private final LibavLog libavLog;
    private double fileStartSeconds;
    private double seconds;
    private long unreadBytes;
    private double encryptedShare;

    private Container(
            AVFormatContext context,
            AVStream stream,
            boolean isInfoMissing,
            boolean videoOnly,
            LibavLog libavLog)
            throws UnsupportedMediaException {
        this.libavLog = libavLog;
        this.context = context;
        this.stream = stream;
        if (videoOnly || statesStreamLength()) {
            discardOtherStreams();
        }
        checkStream();
        if (isInfoMissing) {
            readStreamInfo(context); // never twice: libav crashes
            checkStream();
        }
        this.fileStartSeconds = firstTimestampSeconds();
        this.seconds = statedSeconds();
    }

    /** Opens a file; measures its length first if the header does not state it reliably. */
    static Container open(Path file, FileInput input, LibavLog libavLog, Runnable heartbeat)
            throws UnsupportedMediaException {
        Container container = open(file, false, input, libavLog);
        if (container.statesStreamLength()) {
            return container;
        }
        StreamLength.Measured measured;
        long unread;
        try (container) {
            measured = StreamLength.measure(container, heartbeat);
            unread = unreadBytes(container, measured.lastPacketEnd(), input, heartbeat);
        }
        Container reopened = open(file, true, input, libavLog);
        reopened.fileStartSeconds = container.fileStartSeconds;
        reopened.seconds = measured.seconds();
        reopened.unreadBytes = unread;
        reopened.encryptedShare =
                ScrambledPackets.share(
                        reopened.name(), reopened.stream.id(), input, Long.MAX_VALUE, heartbeat);
        return reopened;
    }

    /** Returns the number of further video streams, not counting covers and previews. */
    int otherVideoStreamCount() {
        int count = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream other = context.streams(i);
            if (i != stream.index()
                    && other.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (other.disposition() & NOT_A_TRACK) == 0) {
                count++;
            }
        }
        return count;
    }

    private void discardOtherStreams() {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != stream.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    private static Container open(Path file, boolean videoOnly, FileInput input, LibavLog libavLog)
            throws UnsupportedMediaException {
        libavLog.clearError();
        byte[] head;
        AVFormatContext context = avformat_alloc_context();
        try {
            context.pb(input.open(file));
            head = input.head(MediaType.HEAD_BYTES);
        } catch (IOException e) {
            throw new UnsupportedMediaException("cannot be opened: " + e.getMessage());
        }
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = new AVDictionary();
        av_dict_set(options, "format_whitelist", SupportedMedia.FORMATS, 0);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        av_dict_set(options, "codec_whitelist", SupportedMedia.DECODERS, 0);
        int opened = avformat_open_input(context, "", null, options);
        av_dict_free(options);
        if (opened < 0) {
            throw new UnsupportedMediaException(openFailure(opened, head, libavLog.lastError()));
        }
        try {
            boolean isListed = context.nb_streams() > 0;
            if (!isListed) {
                readStreamInfo(context); // this format declares its streams only in its packets
            }
            AVStream video = videoStream(context);
            Encryption.check(context, video, input);
            return new Container(context, video, isListed, videoOnly, libavLog);
        } catch (UnsupportedMediaException e) {
            boolean isScrambled = Encryption.hasScrambledStream(context, input);
            avformat_close_input(context);
            throw isScrambled ? new UnsupportedMediaException(Encryption.MESSAGE) : e;
        }
    }

    private static String openFailure(int error, byte[] head, String message) {
        if (error == LibavLog.OUT_OF_MEMORY) {
            return "opening it exceeds the decoder's memory limit";
        }
        if (message.contains("moov atom not found")) {
            return "the index is missing: the file is truncated";
        }
        MediaType type = MediaType.of(head);
        boolean isMedia = type.kind() == Kind.VIDEO || type.kind() == Kind.IMAGE;
        if (!isMedia) {
            return "not a video: it appears to be " + type.description();
        }
        return type.isSupported()
                ? "the file is damaged: its header cannot be read"
                : type.description() + ", which is not supported";
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
        return context.streams(index);
    }

    private static boolean isAttachedPicture(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    private void checkStream() throws UnsupportedMediaException {
        if (!SupportedMedia.isSupported(parameters())) {
            throw new UnsupportedMediaException(SupportedMedia.unsupported(parameters()));
        }
        checkSize(parameters().width(), parameters().height());
    }

    private static void readStreamInfo(AVFormatContext context) throws UnsupportedMediaException {
        if (avformat_find_stream_info(context, (PointerPointer<?>) null) < 0) {
            throw new UnsupportedMediaException("the file is damaged: its streams cannot be read");
        }
    }

    private static void checkSize(int width, int height) throws UnsupportedMediaException {
        if ((long) width * height > MAX_PIXELS) {
            throw new UnsupportedMediaException(
                    "%dx%d pixels exceed the limit (the area of 8192x8192)"
                            .formatted(width, height));
        }
    }

    /** Returns whether the header has an index of all frames, and with it the exact length. */
    boolean isIndexed() {
        return name().startsWith("mov");
    }

    /** Returns whether the header states how long the video stream itself is. */
    private boolean statesStreamLength() {
        return isIndexed() && stream.nb_frames() > 0 && stream.duration() > 0;
    }

    /**
     * Returns the length of the video stream in seconds that the header states; of the whole file
     * if there is only that; 0 if unknown.
     */
    double statedSeconds() {
        if (statesStreamLength()) {
            return Math.max(stream.duration(), indexedTicks()) * tickSeconds();
        }
        AVDictionaryEntry tag =
                av_dict_get(stream.metadata(), "DURATION", null, AV_DICT_IGNORE_SUFFIX);
        if (tag != null && !tag.isNull()) {
            double tagged = DurationTag.seconds(tag.value().getString());
            if (tagged > 0) {
                return tagged;
            }
        }
        boolean known =
                context.duration() != AV_NOPTS_VALUE
                        && context.duration() > 0
                        && context.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
        return known ? context.duration() / MICROSECONDS_PER_SECOND : 0;
    }

    /** Returns the last time in the index: an edit list may show a part of the file repeatedly. */
    private long indexedTicks() {
        for (int i = avformat_index_get_entries_count(stream) - 1; i >= 0; i--) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if ((entry.flags() & AVINDEX_DISCARD_FRAME) == 0) {
                return entry.timestamp() - Math.max(0, stream.start_time());
            }
        }
        return 0;
    }

    /** Returns the stream's time base: the duration of a tick in seconds. */
    double tickSeconds() {
        return tickSeconds(stream);
    }

    /** Returns the duration of a tick in the stream of a packet, in seconds. */
    double tickSeconds(AVPacket packet) {
        return tickSeconds(context.streams(packet.stream_index()));
    }

    private static double tickSeconds(AVStream stream) {
        AVRational base = stream.time_base();
        return (double) base.num() / base.den();
    }

    /** Returns a duration in ticks of the video stream, at least 1. */
    long ticks(double seconds) {
        return Math.max(1, Math.round(seconds / tickSeconds()));
    }

    /** Returns whether timestamps may jump in this format, as where broadcasts are joined. */
    boolean mayJumpInTime() {
        return (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /**
     * Returns the average duration of a frame in seconds; 1/25 if the file does not declare a rate.
     */
    double averageFrameSeconds() {
        AVRational rate = stream.avg_frame_rate();
        return rate.num() > 0 && rate.den() > 0 ? (double) rate.den() / rate.num() : 0.04;
    }

    /** Returns the length of the video stream in seconds, stated or measured; 0 if unknown. */
    double seconds() {
        return seconds;
    }

    /** Returns the file's first timestamp, of any stream, in seconds; {@code NaN} if unknown. */
    double fileStartSeconds() {
        return fileStartSeconds;
    }

    private double firstTimestampSeconds() {
        double first =
                context.start_time() == AV_NOPTS_VALUE
                        ? Double.NaN
                        : context.start_time() / MICROSECONDS_PER_SECOND;
        for (int i = 0; statesStreamLength() && i < context.nb_streams(); i++) {
            AVStream other = context.streams(i);
            if (other.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
                    && avformat_index_get_entries_count(other) > 0) {
                long tick = avformat_index_get_entry(other, 0).timestamp();
                // Samples before 0 only prime the audio decoder.
                first = Math.min(first, Math.max(0, tick) * tickSeconds(other));
            }
        }
        return first;
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
        return SupportedMedia.name(parameters());
    }

    /** Reads the next packet of the video stream; returns false at the end of the readable part. */
    boolean read(AVPacket packet) {
        libavLog.clearError();
        while (av_read_frame(context, packet) >= 0) {
            if (isVideo(packet)) {
                return true;
            }
            av_packet_unref(packet);
        }
        return false;
    }

    /** Reads the next packet of any stream; returns false at the end of the readable part. */
    boolean readAny(AVPacket packet) {
        return av_read_frame(context, packet) >= 0;
    }

    /** Returns the share of the video's packets that are encrypted, if the format tells. */
    double encryptedShare() {
        return encryptedShare;
    }

    /** Returns the number of bytes at the end of the file that libav does not read. */
    long unreadBytes() {
        return unreadBytes;
    }

    /** Returns how many bytes follow the last packet, if they hold recordings; 0 otherwise. */
    private static long unreadBytes(
            Container container, long lastPacketEnd, FileInput input, Runnable heartbeat) {
        try {
            boolean found =
                    container.name().startsWith("matroska")
                            && lastPacketEnd > 0
                            && MatroskaTail.hasRecording(input, lastPacketEnd, heartbeat);
            return found ? avio_size(container.context.pb()) - lastPacketEnd : 0;
        } catch (IOException e) {
            return 0; // decoding reports why
        }
    }

    /** Returns whether a packet belongs to the video stream. */
    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == stream.index();
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
