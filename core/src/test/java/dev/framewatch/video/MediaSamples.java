package dev.framewatch.video;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with a file in every container and image format, and files as they really occur. Frames
 * below {@value #FIRST_POSITIVE} show the mill, all others the harbour, so that every service can
 * be tested for the frames that it reads.
 */
public final class MediaSamples {
    private static final int FIRST_POSITIVE = 10;
    private static final int WIDTH = 352; // CIF, since H.263 knows few sizes
    private static final int HEIGHT = 288;
    private static final double[] X = {70, 280, 275, 75};
    private static final double[] Y = {78, 80, 282, 280};

    /** Frames that a clip of 37 frames, ten per second, shows at whole seconds. */
    private static final List<Integer> CLIP = List.of(0, 10, 20, 30);

    private final Path folder;
    private final Path work;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * A file, or a folder of images.
     *
     * @param numbers the numbers of its frames, one per second from 0 on
     */
    public record Sample(Path path, List<Integer> numbers) {
        public Sample {
            numbers = List.copyOf(numbers);
        }

        public String name() {
            return path.getFileName().toString();
        }

        /** Returns whether it is one image of one picture. */
        public boolean isPicture() {
            return numbers.size() == 1;
        }

        /** Returns the number of frames that show the harbour. */
        public int positives() {
            return (int) numbers.stream().filter(MediaSamples::isPositive).count();
        }
    }

    private MediaSamples(Path folder, Path work) {
        this.folder = folder;
        this.work = work;
    }

    /** Returns whether the frame of a number shows the harbour. */
    public static boolean isPositive(int number) {
        return number >= FIRST_POSITIVE;
    }

    /**
     * Writes the samples, and a ZIP archive that no service can read.
     *
     * @param folder created
     */
    public static List<Sample> write(Path folder) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "samples");
        MediaSamples all = new MediaSamples(Files.createDirectories(folder), work);
        all.writeVideos();
        all.writeOddities();
        all.writePictures();
        Files.write(folder.resolve("backup.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});
        return all.samples;
    }

    private static RgbImage frame(int number) {
        RgbImage print = isPositive(number) ? Prints.harbour() : Prints.mill();
        return Prints.withArtwork(Clips.numbered(WIDTH, HEIGHT, number), print, X, Y);
    }

    private Path add(String name, List<Integer> numbers) {
        Path path = folder.resolve(name);
        samples.add(new Sample(path, numbers));
        return path;
    }

    private static void ffmpeg(Path from, Path to, String arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-i", from.toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.add(to.toString());
        Programs.stdout("ffmpeg", command.toArray(String[]::new));
    }

    private Path clip() throws IOException {
        Path clip = work.resolve("clip.mkv");
        VideoEncoding encoding = VideoEncoding.of(Codec.MPEG4, 10);
        return Files.exists(clip) ? clip : Clips.write(clip, encoding, 37, MediaSamples::frame);
    }

    private void writeVideos() throws IOException, InterruptedException {
        ffmpeg(clip(), add("a.mp4", CLIP), "-c:v libx264 -bf 3");
        ffmpeg(clip(), add("a.mov", CLIP), "-c:v prores_ks");
        ffmpeg(clip(), add("a.mkv", CLIP), "-c:v libx265 -preset ultrafast");
        ffmpeg(clip(), add("a.webm", CLIP), "-c:v libvpx-vp9 -deadline realtime -cpu-used 8");
        ffmpeg(clip(), add("a.avi", CLIP), "-c:v msmpeg4v2 -q:v 2");
        ffmpeg(clip(), add("a.wmv", CLIP), "-c:v wmv2 -q:v 2");
        ffmpeg(clip(), add("a.flv", CLIP), "-c:v flv -q:v 2");
        ffmpeg(clip(), add("a.3gp", CLIP), "-c:v h263 -q:v 2 -r 25");
        ffmpeg(clip(), add("a.mpg", CLIP), "-c:v mpeg2video -q:v 2 -r 25 -bf 2");
        ffmpeg(clip(), add("a.ogv", CLIP), "-c:v libtheora -q:v 8");
        ffmpeg(clip(), add("a.ts", CLIP), "-c:v libx264 -bf 2");
        ffmpeg(clip(), add("a.m2ts", CLIP), "-c:v libx264 -bf 2");
        ffmpeg(clip(), add("a.gif", CLIP), "-vf scale=iw:ih");
        ffmpeg(clip(), add("animated.png", CLIP), "-f apng");
        ffmpeg(clip(), add("animated.webp", CLIP), "-c:v libwebp_anim");
    }

    private void writeOddities() throws IOException, InterruptedException {
        Path mp4 = folder.resolve("a.mp4");
        Files.move(retitled(mp4, "one"), add("without-extension", CLIP));
        ffmpeg(mp4, add("remuxed.mp4", CLIP), "-c copy -movflags frag_keyframe+empty_moov");
        Files.move(retitled(mp4, "two"), add("really-a-video.jpg", CLIP));
        ffmpeg(clip(), work.resolve("start.mkv"), "-c:v libx264 -t 2");
        ffmpeg(clip(), work.resolve("end.mkv"), "-c:v libx264 -ss 2");
        Path joined = add("joined.mkv", CLIP);
        Files.write(joined, Files.readAllBytes(work.resolve("start.mkv")));
        Files.write(joined, Files.readAllBytes(work.resolve("end.mkv")), StandardOpenOption.APPEND);
        ffmpeg(
                clip(),
                add("long-sound.mkv", CLIP),
                "-f lavfi -i anullsrc -c:v libx264 -c:a pcm_s16le -t 8 -map 0:v -map 1:a");
        ffmpeg(clip(), work.resolve("keyframes.mp4"), "-c:v libx264 -g 5");
        Path cut = add("edit-list.mp4", List.of(10, 20, 30));
        Programs.stdout(
                "ffmpeg",
                "-ss",
                "1",
                "-i",
                work.resolve("keyframes.mp4").toString(),
                "-c",
                "copy",
                cut.toString());
        Path motion = add("motion.jpg", List.of(200, 0, 10, 20, 30));
        ImageFiles.writeJpeg(ImageFiles.toBufferedImage(frame(200)), motion);
        Files.write(motion, Files.readAllBytes(mp4), StandardOpenOption.APPEND);
        Path post = Files.createDirectory(add("post", List.of(1, 201, 202)));
        for (int i = 0; i < 3; i++) {
            int number = List.of(1, 201, 202).get(i);
            Files.write(post.resolve(i + ".png"), ImageFiles.encodePng(frame(number)));
        }
        Files.writeString(post.resolve("caption.txt"), "At the harbour");
        Files.writeString(post.resolve("sound.mp3"), "ID3");
    }

    /** Returns a copy that is another post, since posts are identified by their content. */
    private Path retitled(Path mp4, String title) throws IOException, InterruptedException {
        Path copy = work.resolve(title + ".mp4");
        ffmpeg(mp4, copy, "-c copy -metadata title=" + title);
        return copy;
    }

    private void writePictures() throws IOException, InterruptedException {
        Path png = add("still.png", List.of(203));
        Files.write(png, ImageFiles.encodePng(frame(203)));
        ffmpeg(png, add("still.jpg", List.of(203)), "-q:v 1");
        ffmpeg(png, add("still.bmp", List.of(203)), "-pix_fmt bgr24");
        ffmpeg(png, add("still.tif", List.of(203)), "-compression_algo lzw");
        ffmpeg(png, add("still.jp2", List.of(203)), "-pix_fmt rgb24");
        ffmpeg(png, add("still.webp", List.of(203)), "-c:v libwebp -quality 95");
        Path one = work.resolve("one.mp4");
        ffmpeg(png, one, "-c:v libx265 -pix_fmt yuv420p -x265-params crf=10:log-level=none");
        new HeifWriter(List.of(one), 1, WIDTH, HEIGHT)
                .tileSize(WIDTH, HEIGHT)
                .write(add("still.heic", List.of(203)));
        ffmpeg(
                png,
                add("still.avif", List.of(203)),
                "-c:v libaom-av1 -still-picture 1 -cpu-used 8");
    }
}
