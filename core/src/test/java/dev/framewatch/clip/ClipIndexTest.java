package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.video.ClipFormat;
import dev.framewatch.video.ClipWriter;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Picture;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code ClipBench} measures on many clips, on a few: each kind of copy is found. */
class ClipIndexTest {
    private static final int WIDTH = 144;
    private static final int HEIGHT = 256;
    private static final int FPS = 8;
    private static final double SECONDS = 8;
    private static final int STORED = 6;

    @TempDir private Path folder;

    private static VideoDecoder decoder;
    private ClipIndex index;

    @BeforeAll
    static void aDecoder() {
        decoder = new VideoDecoder();
    }

    @AfterAll
    static void closed() {
        decoder.close();
    }

    @BeforeEach
    void someClips() throws Exception {
        index = new ClipIndex();
        for (int clip = 0; clip < STORED; clip++) {
            index.add(clip, fingerprint(clip, Copy.SAME));
        }
    }

    /** How a copy differs. */
    enum Copy {
        SAME,
        SMALLER,
        MIRRORED,
        BRIGHTER,
        BORDERS,
        CAPTION,
        CUT_START
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_is_found(Copy copy) throws Exception {
        Optional<ClipMatch> found = index.find(fingerprint(3, copy));
        assertThat(found).isPresent();
        assertThat(found.get().id()).isEqualTo(3);
        assertThat(found.get().mirrored()).isEqualTo(copy == Copy.MIRRORED);
        assertThat(found.get().offsetSeconds())
                .isCloseTo(copy == Copy.CUT_START ? 1.3 : 0, within(0.5));
    }

    @Test
    void another_clip_is_nobodys_copy() throws Exception {
        for (int clip = 100; clip < 106; clip++) {
            assertThat(index.find(fingerprint(clip, Copy.SAME))).isEmpty();
        }
    }

    @Test
    void a_fingerprint_can_be_kept_as_bytes_and_damage_is_noticed() throws Exception {
        byte[] bytes = fingerprint(3, Copy.SMALLER).bytes();
        assertThat(index.find(ClipFingerprint.of(bytes))).map(ClipMatch::id).contains(3L);
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> ClipFingerprint.of(cut)).isInstanceOf(FingerprintRefused.class);
        assertThatThrownBy(() -> ClipFingerprint.of(new byte[0]))
                .isInstanceOf(FingerprintRefused.class);
    }

    @Test
    void what_was_removed_is_not_found() throws Exception {
        assertThat(index.remove(3)).isTrue();
        assertThat(index.find(fingerprint(3, Copy.SAME))).isEmpty();
    }

    private ClipFingerprint fingerprint(int clip, Copy copy) throws Exception {
        Path file = folder.resolve("clip.mp4");
        double scale = copy == Copy.SMALLER ? 0.75 : 1;
        int width = 2 * (int) (WIDTH * scale / 2);
        int height = 2 * (int) (HEIGHT * scale / 2);
        double from = copy == Copy.CUT_START ? 1.3 : 0;
        ClipFormat format = ClipFormat.of(ClipFormat.Coding.H264, FPS);
        try (ClipWriter writer = new ClipWriter(file, width, height, format)) {
            for (int i = 0; i < (SECONDS - from) * FPS; i++) {
                double t = i / (double) FPS;
                writer.add(picture(clip, copy, from + t, width, height), t);
            }
            writer.finish();
        }
        FingerprintBuilder builder = new FingerprintBuilder();
        try (FrameStream stream = decoder.open(file, Sampling.every(1).withGlimpses())) {
            while (stream.next() != null) {
                stream.takeGlimpses().forEach(builder::add);
            }
            stream.takeGlimpses().forEach(builder::add);
            return Objects.requireNonNull(builder.build(stream.decodedSeconds()));
        }
    }

    private static Picture picture(int clip, Copy copy, double t, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw.scale(width / (double) WIDTH, height / (double) HEIGHT);
        AffineTransform upright = draw.getTransform();
        switch (copy) {
            case MIRRORED -> {
                draw.translate(WIDTH, 0);
                draw.scale(-1, 1);
            }
            case BORDERS -> {
                draw.translate(WIDTH * 0.1, HEIGHT * 0.1);
                draw.scale(0.8, 0.8);
                draw.clipRect(0, 0, WIDTH, HEIGHT);
            }
            case SAME, SMALLER, BRIGHTER, CAPTION, CUT_START -> {}
        }
        scene(draw, clip, t);
        draw.setTransform(upright);
        if (copy == Copy.CAPTION) {
            draw.setColor(Color.BLACK);
            draw.fillRect(12, 200, 120, 24);
            draw.setColor(Color.WHITE);
            for (int i = 0; i < 12; i++) {
                draw.fillRect(18 + 9 * i, 206, 6, i % 3 == 0 ? 6 : 12);
            }
        }
        draw.dispose();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int pixel = image.getRGB(i % width, i / width);
            for (int c = 0; c < 3; c++) {
                int value = (pixel >> (16 - 8 * c)) & 0xff;
                rgb[3 * i + c] = (byte) (copy == Copy.BRIGHTER ? 40 + value * 200 / 255 : value);
            }
        }
        return new Picture(width, height, rgb);
    }

    /** Two shots of things that move. */
    private static void scene(Graphics2D draw, int clip, double t) {
        Random random = new Random(1000L * clip + (t < SECONDS / 2 ? 1 : 2));
        draw.setColor(new Color(random.nextInt(0xffffff)));
        draw.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < 30; i++) {
            draw.setColor(new Color(random.nextInt(0xffffff)));
            double x = random.nextDouble() * WIDTH + t * random.nextDouble(-18, 18);
            double y = random.nextDouble() * HEIGHT + t * random.nextDouble(-18, 18);
            int w = random.nextInt(10, 60);
            int h = random.nextInt(10, 60);
            if (random.nextBoolean()) {
                draw.fillRect((int) x - w / 2, (int) y - h / 2, w, h);
            } else {
                draw.fillOval((int) x - w / 2, (int) y - h / 2, w, h);
            }
        }
    }
}
