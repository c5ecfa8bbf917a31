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

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The primary image of a HEIF file (ISO/IEC 23008-12), HEIC or AVIF: one coded image, or a grid of
 * tiles, with its transparency. It is decoded when the file is opened.
 */
final class HeifImage implements OpenMedia {
    /** Major brands of files with images; those of image sequences are videos. */
    private static final List<String> BRANDS =
            List.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avci");

    private static final int BRAND_END = 12;

    private final AVFrame frame;
    private final @Nullable AVFrame alpha;
    private final String codec;
    private final int longestSide;
    private final String omission;
    private boolean written;

    /**
     * @param alpha opacity, as a grey image of the same size; null if the image is opaque
     * @param omission what of the file is skipped, for display; empty if nothing
     */
    private HeifImage(
            AVFrame frame,
            @Nullable AVFrame alpha,
            String codec,
            int longestSide,
            String omission) {
        this.frame = frame;
        this.alpha = alpha;
        this.codec = codec;
        this.longestSide = longestSide;
        this.omission = omission;
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
        Decoded primary = decode(file, input, heartbeat, OptionalInt.empty());
        HeifItems items = HeifItems.of(file);
        AVFrame alpha = null;
        String omission = omission(items.otherPictures());
        if (items.alpha().isPresent()) {
            try {
                alpha = decode(file, input, heartbeat, items.alpha()).frame;
                if (!Arrays.equals(
                        PixelWriter.uprightSize(alpha, longestSide),
                        PixelWriter.uprightSize(primary.frame, longestSide))) {
                    av_frame_free(alpha);
                    alpha = null;
                    omission = "its transparency has another size and was ignored";
                }
            } catch (UnsupportedMediaException e) {
                omission = "its transparency was ignored: " + e.getMessage();
            }
        }
        return new HeifImage(primary.frame, alpha, primary.codec, longestSide, omission);
    }

    private static String omission(int others) {
        return switch (others) {
            case 0 -> "";
            case 1 -> "it contains a second image, which was not scanned";
            default -> "it contains %d more images, which were not scanned".formatted(others);
        };
    }

    private record Decoded(AVFrame frame, String codec) {}

    /**
     * Decodes an image of a file.
     *
     * @param item its ID; empty for the primary image
     */
    private static Decoded decode(Path file, FileInput input, Runnable heartbeat, OptionalInt item)
            throws UnsupportedMediaException {
        AVFormatContext context = context(file, input);
        try {
            StillFrames stills = new StillFrames(context, heartbeat);
            AVStreamGroup grid = grid(context, item);
            if (grid != null) {
                TileGrid tiles = new TileGrid(grid);
                return new Decoded(tiles.decode(stills), tiles.codec());
            }
            AVStream stream = stream(context, item);
            return new Decoded(stills.decode(stream), StillFrames.codec(stream));
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

    private static @Nullable AVStreamGroup grid(AVFormatContext context, OptionalInt item) {
        AVStreamGroup found = null;
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            AVStreamGroup group = context.stream_groups(i);
            if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID
                    && (item.isPresent()
                            ? group.id() == item.getAsInt()
                            : found == null
                                    || (group.disposition() & AV_DISPOSITION_DEFAULT) != 0)) {
                found = group;
            }
        }
        return found;
    }

    private static AVStream stream(AVFormatContext context, OptionalInt item)
            throws UnsupportedMediaException {
        AVStream found = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (item.isPresent()
                            ? stream.id() == item.getAsInt()
                            : found == null
                                    || (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0)) {
                found = stream;
            }
        }
        if (found == null) {
            throw new UnsupportedMediaException("it contains no image");
        }
        return found;
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        int[] size = PixelWriter.uprightSize(frame, longestSide);
        StillResponse.writeMetadata(out, "heif", codec, size[0], size[1], omission);
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException {
        if (written) {
            StillResponse.writeEnd(out, omission);
            return;
        }
        written = true;
        StillResponse.writeFrameStart(out);
        if (alpha == null) {
            pixels.write(pixels.convert(frame, longestSide), out);
            return;
        }
        int[] size = PixelWriter.uprightSize(frame, longestSide);
        byte[] rgb = rgb(pixels, frame);
        MatteColour.flatten(rgb, rgb(pixels, alpha));
        out.writeInt(size[0]);
        out.writeInt(size[1]);
        out.write(rgb);
    }

    private byte[] rgb(PixelWriter pixels, AVFrame image)
            throws IOException, UnsupportedMediaException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pixels.write(pixels.convert(image, longestSide), new DataOutputStream(bytes));
        byte[] sized = bytes.toByteArray();
        return Arrays.copyOfRange(sized, 2 * Integer.BYTES, sized.length);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        if (alpha != null) {
            av_frame_free(alpha);
        }
    }
}
