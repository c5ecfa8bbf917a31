package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The primary image of a HEIF file (ISO/IEC 23008-12), HEIC or AVIF: one coded image, or a grid of
 * tiles. It is decoded when the file is opened.
 */
final class HeifImage implements OpenMedia {
    /** Major brands of files with images; those of image sequences are videos. */
    private static final List<String> BRANDS =
            List.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avci");

    private static final int BRAND_END = 12;

    private final AVFrame frame;
    private final String codec;
    private final int longestSide;
    private boolean written;

    private HeifImage(AVFrame frame, String codec, int longestSide) {
        this.frame = frame;
        this.codec = codec;
        this.longestSide = longestSide;
    }

    /** Returns whether a file is a HEIF file, by its first bytes. */
    static boolean isHeif(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(BRAND_END), StandardCharsets.ISO_8859_1);
            return head.startsWith("ftyp", 4)
                    && BRANDS.stream().anyMatch(brand -> head.startsWith(brand, 8));
        } catch (IOException e) {
            return false; // opening it reports why
        }
    }

    static HeifImage open(Path file, FileInput input, int longestSide, Runnable heartbeat)
            throws UnsupportedMediaException {
        AVFormatContext context = context(file, input);
        try {
            AVStreamGroup grid = grid(context);
            StillFrames stills = new StillFrames(context, heartbeat);
            if (grid != null) {
                TileGrid tiles = new TileGrid(grid);
                return new HeifImage(tiles.decode(stills), tiles.codec(), longestSide);
            }
            AVStream stream = primary(context);
            return new HeifImage(stills.decode(stream), StillFrames.codec(stream), longestSide);
        } finally {
            avformat_close_input(context);
        }
    }

    private static AVFormatContext context(Path file, FileInput input)
            throws UnsupportedMediaException {
        AVFormatContext context = avformat_alloc_context();
        try {
            context.pb(input.open(file));
        } catch (IOException e) {
            throw new UnsupportedMediaException("cannot be opened: " + e.getMessage());
        }
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = new AVDictionary();
        av_dict_set(options, "format_whitelist", "mov", 0);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        int opened = avformat_open_input(context, "", null, options);
        av_dict_free(options);
        if (opened < 0) {
            throw new UnsupportedMediaException("the image is damaged: its header cannot be read");
        }
        return context;
    }

    private static @Nullable AVStreamGroup grid(AVFormatContext context) {
        AVStreamGroup found = null;
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            AVStreamGroup group = context.stream_groups(i);
            if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID
                    && (found == null || (group.disposition() & AV_DISPOSITION_DEFAULT) != 0)) {
                found = group;
            }
        }
        return found;
    }

    /** Returns the primary image; others are thumbnails, depth maps and the like. */
    private static AVStream primary(AVFormatContext context) throws UnsupportedMediaException {
        AVStream found = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (found == null || (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0)) {
                found = stream;
            }
        }
        if (found == null) {
            throw new UnsupportedMediaException("there is no image in it");
        }
        return found;
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(frame, longestSide);
        StillResponse.writeMetadata(out, "heif", codec, size[0], size[1]);
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException {
        if (written) {
            StillResponse.writeEnd(out);
            return;
        }
        written = true;
        PixelWriter.ConvertedFrame converted = pixels.convert(frame, longestSide);
        StillResponse.writeFrameStart(out);
        pixels.write(converted, out);
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
