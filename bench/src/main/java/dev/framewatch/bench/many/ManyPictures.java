package dev.framewatch.bench.many;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Generates any number of distinct small images from labelled frames. A video is a frame with its
 * own crop, brightness and mirroring; each of its images is slightly shifted and noisy. The same
 * frames give the same images.
 */
final class ManyPictures {
    private static final int WIDTH = 144;
    private static final int HEIGHT = 256;
    private static final int OF_A_VIDEO = 10;
    private static final double MIN_CUT = 0.6;
    private static final double SHAKE = 0.05;
    private static final int GRAIN = 10;

    private final List<LabelledFrame> frames;

    private ManyPictures(List<LabelledFrame> frames) {
        this.frames = frames;
    }

    private record LabelledFrame(Path file, String label) {}

    /**
     * Uses the images of a label file.
     *
     * @param labels CSV with the columns {@code Image_ID,Class}
     * @param images folder of its images
     */
    static ManyPictures like(Path labels, Path images) throws IOException {
        List<LabelledFrame> frames = new ArrayList<>();
        for (String row : Files.readAllLines(labels)) {
            String[] fields = row.strip().split(",", 2);
            Path file = images.resolve(fields[0]);
            if (Files.isRegularFile(file)) {
                frames.add(new LabelledFrame(file, fields[1]));
            }
        }
        if (frames.isEmpty()) {
            throw new IOException(labels + " lists no image in " + images);
        }
        return new ManyPictures(frames);
    }

    /**
     * Writes images and a {@code labels.csv} with their videos; keeps existing files.
     *
     * @return the label file
     */
    Path write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        int videos = (count + OF_A_VIDEO - 1) / OF_A_VIDEO;
        StringBuilder labels = new StringBuilder("Image_ID,Class,Group\n");
        for (int i = 0; i < count; i++) {
            int video = i / OF_A_VIDEO;
            labels.append("%s,%s,video%05d\n".formatted(name(i), frame(video).label, video));
        }
        IntStream.range(0, videos)
                .parallel()
                .forEach(video ->
                        writeVideo(folder, video, Math.min(count, (video + 1) * OF_A_VIDEO)));
        Path file = folder.resolve("labels.csv");
        Files.writeString(file, labels, StandardCharsets.UTF_8);
        return file;
    }

    private static String name(int picture) {
        return "picture%06d.jpg".formatted(picture);
    }

    private LabelledFrame frame(int video) {
        return frames.get(new Random(video).nextInt(frames.size()));
    }

    private void writeVideo(Path folder, int video, int end) {
        try {
            BufferedImage frame = null;
            Random random = new Random(-1L - video);
            Shot shot = Shot.draw(random);
            for (int i = video * OF_A_VIDEO; i < end; i++) {
                Path file = folder.resolve(name(i));
                if (!Files.exists(file)) {
                    frame = frame == null ? ImageIO.read(frame(video).file.toFile()) : frame;
                    ImageIO.write(shot.take(frame, new Random(i)), "jpg", file.toFile());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Properties shared by the images of a video.
     *
     * @param cut fraction of the frame's width and height that is visible
     * @param x left edge of the crop, as a fraction of the remaining width
     * @param y top edge of the crop, as a fraction of the remaining height
     * @param light brightness factor
     */
    private record Shot(double cut, double x, double y, double light, boolean mirrored) {
        static Shot draw(Random random) {
            return new Shot(
                    random.nextDouble(MIN_CUT, 1 - SHAKE),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble(0.7, 1.2),
                    random.nextBoolean());
        }

        BufferedImage take(BufferedImage frame, Random random) {
            double part = cut + random.nextDouble(SHAKE);
            int width = (int) (part * frame.getWidth());
            int height = (int) (part * frame.getHeight());
            int left = (int) (x * (frame.getWidth() - width));
            int top = (int) (y * (frame.getHeight() - height));
            BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = small.createGraphics();
            canvas.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            int from = mirrored ? WIDTH : 0;
            canvas.drawImage(
                    frame,
                    from,
                    0,
                    WIDTH - from,
                    HEIGHT,
                    left,
                    top,
                    left + width,
                    top + height,
                    null);
            canvas.dispose();
            develop(small, light * random.nextDouble(0.95, 1.05), random);
            return small;
        }

        private static void develop(BufferedImage picture, double light, Random random) {
            int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            SplittableRandom film = new SplittableRandom(random.nextLong());
            for (int at = 0; at < pixels.length; at++) {
                int rgb = pixels[at];
                int grain = film.nextInt(-GRAIN, GRAIN + 1);
                int red = lit(rgb >> 16 & 0xFF, light, grain);
                int green = lit(rgb >> 8 & 0xFF, light, grain);
                int blue = lit(rgb & 0xFF, light, grain);
                pixels[at] = red << 16 | green << 8 | blue;
            }
        }

        private static int lit(int value, double light, int grain) {
            return Math.clamp((int) (value * light) + grain, 0, 255);
        }
    }
}
