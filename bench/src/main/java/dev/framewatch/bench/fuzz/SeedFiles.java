package dev.framewatch.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small media files of every container, codec and kind of image that is read, most of them written
 * by ffmpeg. WMV3, VC-1 and VP6 are missing, since nothing encodes them: files of these that lie in
 * the folder are used as well.
 */
final class SeedFiles {
    private static final int MAX_BYTES = 1 << 20;

    private static final List<String> VIDEOS =
            List.of(
                    "mp4 -c:v libx264 -bf 2 -g 4",
                    "mp4 -c:v libx264 -g 3 -movflags frag_keyframe+empty_moov",
                    "mp4 -c:v libx264 -movflags +faststart -metadata:s:v rotate=90",
                    "mp4 -c:v libx265 -x265-params log-level=none",
                    "mp4 -c:v mpeg4 -bf 2",
                    "mp4 -c:v libvpx-vp9 -deadline realtime",
                    "mp4 -c:v libsvtav1 -preset 12",
                    "mp4 -c:v mjpeg",
                    "mp4 -c:v mpeg2video -r 25",
                    "mov -c:v prores_ks -frames:v 2",
                    "mov -c:v png -pix_fmt rgb24 -frames:v 3",
                    "mov -c:v dvvideo -s 720x576 -r 25 -frames:v 2",
                    "mkv -c:v libx264 -bf 2",
                    "mkv -c:v ffv1 -frames:v 4",
                    "mkv -c:v libtheora",
                    "mkv -c:v mpeg2video -r 25 -bf 2",
                    "webm -c:v libvpx -auto-alt-ref 1 -lag-in-frames 16",
                    "webm -c:v libvpx-vp9 -cpu-used 8",
                    "webm -c:v libsvtav1 -preset 12",
                    "avi -c:v mpeg4 -bf 2",
                    "avi -c:v msmpeg4v2",
                    "avi -c:v msmpeg4",
                    "avi -c:v mjpeg",
                    "avi -c:v h263p",
                    "avi -c:v ffv1 -frames:v 4",
                    "wmv -c:v wmv1",
                    "wmv -c:v wmv2",
                    "asf -c:v msmpeg4",
                    "flv -c:v flv",
                    "flv -c:v libx264 -bf 2",
                    "3gp -c:v h263 -s 128x96 -r 25",
                    "3gp -c:v libx264",
                    "mpg -c:v mpeg1video -r 25",
                    "vob -c:v mpeg2video -r 25 -bf 2",
                    "ogv -c:v libtheora",
                    "ts -c:v libx264 -bf 2",
                    "ts -c:v libx265 -x265-params log-level=none",
                    "ts -c:v mpeg2video -r 25",
                    "m2ts -c:v libx264",
                    "gif -frames:v 5",
                    "png -f apng -frames:v 5",
                    "webp -c:v libwebp_anim -frames:v 5");

    private static final List<String> IMAGES =
            List.of(
                    "png -pix_fmt rgba",
                    "png -pix_fmt rgb48be",
                    "png -pix_fmt pal8",
                    "bmp -pix_fmt bgr24",
                    "tif -pix_fmt rgb24 -compression_algo lzw",
                    "tif -pix_fmt rgb48le -compression_algo packbits",
                    "tif -pix_fmt rgba -compression_algo deflate",
                    "jp2 -pix_fmt rgb24",
                    "jp2 -pix_fmt gray",
                    "j2k -pix_fmt rgb24 -f image2 -format j2k",
                    "jpg -pix_fmt yuvj420p",
                    "jpg -pix_fmt yuvj444p",
                    "webp -pix_fmt bgra -lossless 1",
                    "webp -pix_fmt yuv420p -lossless 0",
                    "avif -pix_fmt yuv420p -c:v libaom-av1 -still-picture 1 -cpu-used 8",
                    "avif -pix_fmt yuv420p10le -c:v libaom-av1 -still-picture 1 -cpu-used 8");

    private static final String DRAWING =
            """
            <?xml version="1.0"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
              <defs>
                <linearGradient id="g"><stop offset="0.1" stop-color="red"/>
                  <stop offset="1" stop-color="#0044ff"/></linearGradient>
                <filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
                <clipPath id="c"><circle cx="30" cy="20" r="15"/></clipPath>
                <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">
                  <rect width="2" height="2"/></pattern>
                <mask id="m"><rect width="60" height="40" fill="white"/></mask>
                <g id="u"><path d="M1 1L20 5C5 9 7 7 20 30Q2 2 9 9A5 5 0 0 1 9 30Z"/></g>
              </defs>
              <style>.a { fill: url(#g); stroke-width: 2 }</style>
              <rect class="a" width="50" height="30" transform="rotate(10)"/>
              <g clip-path="url(#c)" opacity="0.5"><use href="#u" x="4"/></g>
              <ellipse cx="20" cy="20" rx="9" ry="4" filter="url(#f)" mask="url(#m)"/>
              <polygon points="1,2 30,4 50,35" fill="url(#p)" stroke-dasharray="2 1"/>
              <text x="5" y="30" font-size="9">Text</text>
            </svg>
            """;

    private SeedFiles() {}

    /**
     * Returns the files of a folder, after writing those that are missing.
     *
     * @throws IOException if ffmpeg is not installed, or the folder cannot be written
     */
    static List<Path> in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (int i = 0; i < VIDEOS.size(); i++) {
            write(folder, "video-%02d".formatted(i), VIDEOS.get(i), "2");
        }
        for (int i = 0; i < IMAGES.size(); i++) {
            write(
                    folder,
                    "image-%02d".formatted(i),
                    "%s -frames:v 1".formatted(IMAGES.get(i)),
                    "1");
        }
        Files.writeString(folder.resolve("drawing.svg"), DRAWING);
        for (String coding : List.of("-c:v libx265 -tag:v hvc1", "-c:v libaom-av1 -cpu-used 8")) {
            Path tile = folder.resolve("tile.mp4");
            ffmpeg(tile, coding + " -frames:v 1", "1");
            String name = coding.contains("hvc1") ? "grid.heic" : "grid.avif";
            Files.write(folder.resolve(name), HeifGrid.of(Files.readAllBytes(tile)));
            Files.delete(tile);
        }
        writeMotionPhoto(folder);
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> seeds = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                    seeds.add(file);
                }
            }
        }
        return seeds;
    }

    private static void write(Path folder, String name, String arguments, String seconds)
            throws IOException, InterruptedException {
        int space = arguments.indexOf(' ');
        Path file = folder.resolve(name + "." + arguments.substring(0, space));
        if (Files.notExists(file)) {
            ffmpeg(file, arguments.substring(space + 1), seconds);
        }
    }

    private static void ffmpeg(Path file, String arguments, String seconds)
            throws IOException, InterruptedException {
        Path unfinished = file.resolveSibling("unfinished-" + file.getFileName());
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i"));
        command.add("testsrc2=s=96x64:r=5:d=" + seconds);
        boolean hasFormat = arguments.contains("-pix_fmt") || arguments.contains("prores");
        if (!hasFormat) {
            command.addAll(
                    List.of("-pix_fmt", file.toString().endsWith("gif") ? "rgb8" : "yuv420p"));
        }
        command.addAll(List.of(arguments.split(" ")));
        command.add(unfinished.toString());
        Process process =
                new ProcessBuilder(command)
                        .inheritIO()
                        .redirectError(ProcessBuilder.Redirect.DISCARD) // encoders chat
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " fails");
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeMotionPhoto(Path folder) throws IOException {
        byte[] photo = Files.readAllBytes(folder.resolve("image-10.jpg"));
        byte[] video = Files.readAllBytes(folder.resolve("video-00.mp4"));
        byte[] both = new byte[photo.length + video.length];
        System.arraycopy(photo, 0, both, 0, photo.length);
        System.arraycopy(video, 0, both, photo.length, video.length);
        Files.write(folder.resolve("motion.jpg"), both);
    }
}
