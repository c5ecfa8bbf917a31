package dev.framewatch.video.decoder;

import dev.framewatch.video.decoder.MediaType.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The first bytes that identify a format.
 *
 * @param type the format
 * @param test test of the first bytes, one character for each
 */
record MediaSignature(MediaType type, Predicate<String> test) {
    private static final int TS_PACKET = 188;
    private static final int M2TS_PACKET = 192;

    /** {@code VP8X}, the flag of an animation. */
    private static final int WEBP_ANIMATED = 2;

    private static final String ASF_HEADER = "0&\u00b2u\u008ef\u00cf\u0011";

    /** In the order in which they are tried. */
    static final List<MediaSignature> ALL =
            List.of(
                    image("a JPEG image", ".jpg", starts("\u00ff\u00d8\u00ff")),
                    video("an animated PNG", ".png", MediaSignature::isAnimatedPng),
                    image("a PNG image", ".png", starts("\u0089PNG")),
                    video("an animated WebP", ".webp", MediaSignature::isAnimatedWebp),
                    image("a WebP image", ".webp", riff("WEBP")),
                    image("a BMP image", ".bmp", MediaSignature::isBmp),
                    image("a TIFF image", ".tif", starts("II*\0").or(starts("MM\0*"))),
                    image("a BigTIFF image", ".tif", starts("II+\0").or(starts("MM\0+"))),
                    image("a JPEG 2000 image", ".jp2", starts("\0\0\0\u000cjP  ")),
                    image("a JPEG 2000 image", ".j2k", starts("\u00ffO\u00ffQ")),
                    unsupportedImage("a JPEG XL image", ".jxl", starts("\u00ff\n")),
                    unsupportedImage("a JPEG XL image", ".jxl", starts("\0\0\0\u000cJXL ")),
                    unsupportedImage("a Photoshop image", ".psd", starts("8BPS")),
                    unsupportedImage("a camera raw image", ".cr3", brand("crx ")),
                    unsupportedImage("a camera raw image", ".raf", starts("FUJIFILMCCD-RAW")),
                    video("an image sequence", ".avifs", brand("avis")),
                    video("an image sequence", ".heics", brand("hevc").or(brand("hevx"))),
                    image("an AVIF image", ".avif", brand("avif")),
                    image("a HEIC image", ".heic", MediaSignature::isHeic),
                    image("an SVG drawing", ".svg", MediaSignature::isSvg),
                    video("a GIF", ".gif", starts("GIF8")),
                    sound(brand("M4A ").or(brand("M4B ")).or(brand("F4A ")).or(brand("M4P "))),
                    video("a QuickTime video", ".mov", brand("qt  ")),
                    video("a 3GP video", ".3gp", brand("3g")),
                    video("an MP4 video", ".mp4", at(4, "ftyp")),
                    video("a QuickTime video", ".mov", MediaSignature::isOldQuickTime),
                    video("a Matroska or WebM video", ".webm", starts("\u001aE\u00df\u00a3")),
                    video("an AVI video", ".avi", riff("AVI ")),
                    video("a Windows Media video", ".wmv", starts(ASF_HEADER)),
                    video("a Flash video", ".flv", starts("FLV\u0001")),
                    video("an Ogg video", ".ogv", starts("OggS").and(MediaSignature::hasTheora)),
                    video("an MPEG video", ".mpg", starts("\0\0\1\u00ba")),
                    video("an MPEG-TS video", ".ts", packets(0, TS_PACKET)),
                    video("an M2TS video", ".m2ts", packets(4, M2TS_PACKET)),
                    unsupportedVideo("a RealMedia video", starts(".RMF")),
                    unsupportedVideo("an MXF video", starts("\u0006\u000e+4")),
                    unsupportedVideo(
                            "a Flash animation", starts("FWS").or(starts("CWS")).or(starts("ZWS"))),
                    unsupportedVideo("an uncompressed video (YUV4MPEG2)", starts("YUV4MPEG2")),
                    unsupportedVideo("a NUT video", starts("nut/multimedia")),
                    unsupportedVideo(
                            "a recording of Windows Media Center",
                            starts("\u00b7\u00d8\0 7I\u00da\u0011")),
                    unsupportedVideo(
                            "a video without a container",
                            starts("\0\0\1\u00b3").or(starts("\0\0\0\1"))),
                    sound(starts("ID3").or(starts("fLaC")).or(starts("OggS")).or(riff("WAVE"))),
                    sound(starts("#!AMR").or(starts("MThd")).or(starts("FORM").and(at(8, "AIF")))),
                    sound(MediaSignature::isMpegAudio),
                    unread("a PDF document", starts("%PDF")),
                    unread("a ZIP archive", starts("PK\3\4")),
                    unread("a RAR archive", starts("Rar!")),
                    unread("a 7-Zip archive", starts("7z\u00bc\u00af")),
                    unread("a compressed file", starts("\u001f\u008b").or(starts("BZh"))),
                    unread("encrypted", starts("Salted__")),
                    text("a web page", "<!doctype html", "<html"),
                    text("a playlist that only refers to other files", "#extm3u", "<mpd"),
                    text("a list that only refers to other files", "ffconcat", "v=0", "file "),
                    text("JSON text", "{", "["),
                    text("XML or a web page", "<"));

    boolean matches(String head) {
        return test.test(head);
    }

    /** Returns whether bytes are text, in any encoding that has no zero bytes, or in UTF-16. */
    static boolean isText(String head) {
        if (head.startsWith("\u00ff\u00fe") || head.startsWith("\u00fe\u00ff")) {
            return true;
        }
        return !head.isEmpty()
                && head.chars().allMatch(c -> c >= ' ' || "\t\n\r\f".indexOf(c) >= 0);
    }

    private static MediaSignature image(String what, String extension, Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.IMAGE, true, what, extension), test);
    }

    private static MediaSignature unsupportedImage(
            String what, String extension, Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.IMAGE, false, what, extension), test);
    }

    private static MediaSignature video(String what, String extension, Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.VIDEO, true, what, extension), test);
    }

    private static MediaSignature unsupportedVideo(String what, Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.VIDEO, false, what, ".video"), test);
    }

    private static MediaSignature sound(Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.NO_PICTURE, false, "an audio file", ""), test);
    }

    private static MediaSignature unread(String what, Predicate<String> test) {
        return new MediaSignature(new MediaType(Kind.UNREAD, false, what, ""), test);
    }

    /** Text that starts with one of these words, after white space and a byte order mark. */
    private static MediaSignature text(String what, String... words) {
        Predicate<String> test =
                head -> {
                    String start = textStart(head).toLowerCase(Locale.ROOT);
                    return isText(head) && List.of(words).stream().anyMatch(start::startsWith);
                };
        return new MediaSignature(new MediaType(Kind.NO_PICTURE, false, what, ""), test);
    }

    private static String textStart(String head) {
        return head.replaceFirst("^\\s*\u00ef\u00bb\u00bf", "").stripLeading();
    }

    private static Predicate<String> starts(String bytes) {
        return head -> head.startsWith(bytes);
    }

    private static Predicate<String> at(int offset, String bytes) {
        return head -> head.startsWith(bytes, offset);
    }

    private static Predicate<String> riff(String form) {
        return starts("RIFF").and(at(8, form));
    }

    /** The major brand of an ISO base media file, ISO/IEC 14496-12 section 4.3. */
    private static Predicate<String> brand(String brand) {
        return at(4, "ftyp" + brand);
    }

    /** Sync bytes at the start of the first three packets. */
    private static Predicate<String> packets(int first, int length) {
        return at(first, "G").and(at(first + length, "G")).and(at(first + 2 * length, "G"));
    }

    /** {@code mif1} and {@code msf1} are used with either codec; decoding tells which. */
    private static boolean isHeic(String head) {
        return List.of("hei", "mif1", "msf1", "avc").stream()
                .anyMatch(brand -> head.startsWith("ftyp" + brand, 4));
    }

    /** The animation control chunk comes before the image data. */
    private static boolean isAnimatedPng(String head) {
        return head.startsWith("\u0089PNG") && head.contains("\0\0\0\bacTL");
    }

    private static boolean isAnimatedWebp(String head) {
        return riff("WEBP").test(head)
                && head.startsWith("VP8X", 12)
                && head.length() > 20
                && (head.charAt(20) & WEBP_ANIMATED) != 0;
    }

    /** The reserved fields are 0, so that text which starts with BM is not taken for an image. */
    private static boolean isBmp(String head) {
        return head.startsWith("BM") && head.startsWith("\0\0\0\0", 6);
    }

    /** A web page may contain a drawing as well. */
    private static boolean isSvg(String head) {
        String text = textStart(head);
        return head.contains("<svg")
                && List.of("<svg", "<?xml", "<!--", "<!DOCTYPE svg").stream()
                        .anyMatch(text::startsWith);
    }

    private static boolean isOldQuickTime(String head) {
        return List.of("moov", "mdat", "wide", "skip", "free", "pnot").stream()
                .anyMatch(atom -> head.startsWith(atom, 4));
    }

    private static boolean hasTheora(String head) {
        return head.contains("\u0080theora") || head.contains("BBCD\0");
    }

    /** The 11 bits of a frame's sync word, of MPEG-1/2 layer III or ADTS. */
    private static boolean isMpegAudio(String head) {
        return head.length() > 1
                && head.charAt(0) == 0xFF
                && List.of(0xFB, 0xFA, 0xF3, 0xF2, 0xF1, 0xF9).contains((int) head.charAt(1));
    }
}
