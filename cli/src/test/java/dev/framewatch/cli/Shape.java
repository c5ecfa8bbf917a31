package dev.framewatch.cli;

import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** What a drawn image shows before a dim and motley ground; each in its own colour. */
enum Shape {
    NONE,
    DISC,
    SQUARE,
    CROSS;

    private static final int SIDE = 160;

    /** Writes {@code NUMBER.png}; each number has another ground and shows the shape elsewhere. */
    Path write(Path folder, int number) throws IOException {
        return Images.writePng(folder.resolve(number + ".png"), image(number));
    }

    private RgbImage image(int number) {
        Random random = new Random(number);
        int x = random.nextInt(SIDE - 100);
        int y = random.nextInt(SIDE - 100);
        return Images.confetti(number, SIDE, SIDE, 90, draw -> draw(draw, x, y));
    }

    private void draw(Graphics2D draw, int x, int y) {
        switch (this) {
            case NONE -> {}
            case DISC -> {
                draw.setColor(Color.RED);
                draw.fillOval(x, y, 100, 100);
            }
            case SQUARE -> {
                draw.setColor(Color.CYAN);
                draw.fillRect(x, y, 90, 90);
            }
            case CROSS -> {
                draw.setColor(Color.YELLOW);
                draw.fillRect(x + 35, y, 30, 100);
                draw.fillRect(x, y + 35, 100, 30);
            }
        }
    }
}
