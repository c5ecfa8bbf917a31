package dev.framewatch.bench.clips;

import dev.framewatch.video.RgbImage;
import java.util.Random;

/**
 * A camera move over a still image, with a region that moves by itself: real shots share this with
 * their copies and with no other shot.
 *
 * @param still the image
 * @param from view at the start
 * @param to view at the end
 * @param sprite the moving region
 * @param seconds duration
 */
record Shot(RgbImage still, Window from, Window to, Sprite sprite, double seconds) {
    private static final double SHAKE = 0.006;

    /** A view of the still image, as fractions of its size. */
    record Window(double x, double y, double width, double height) {
        Window towards(Window other, double share) {
            return new Window(
                    x + share * (other.x - x),
                    y + share * (other.y - y),
                    width + share * (other.width - width),
                    height + share * (other.height - height));
        }

        static Window any(Random random) {
            double size = random.nextDouble(0.55, 0.97);
            return new Window(random.nextDouble(1 - size), random.nextDouble(1 - size), size, size);
        }
    }

    /** A round region of the still image that swings about its position. */
    record Sprite(
            double x,
            double y,
            double radius,
            double swingX,
            double swingY,
            double frequency,
            double phase) {
        static Sprite any(Random random) {
            return new Sprite(
                    random.nextDouble(0.25, 0.75),
                    random.nextDouble(0.25, 0.75),
                    random.nextDouble(0.06, 0.2),
                    random.nextDouble(0.02, 0.15),
                    random.nextDouble(0.02, 0.15),
                    random.nextDouble(0.2, 1.1),
                    random.nextDouble(2 * Math.PI));
        }
    }

    /** Returns a shot with a random camera path; half of the shots hardly move. */
    static Shot any(RgbImage still, double seconds, Random random) {
        Window from = Window.any(random);
        double moved = random.nextBoolean() ? 0.15 : random.nextDouble(0.3, 1);
        Window to = from.towards(Window.any(random), moved);
        return new Shot(still, from, to, Sprite.any(random), seconds);
    }

    /** Draws the frame at a time, in seconds from the start of the shot. */
    void draw(double at, int width, int height, byte[] rgb) {
        Window window = from.towards(to, at / seconds);
        double shakeX = SHAKE * Math.sin(5 * at + 1) + SHAKE / 2 * Math.sin(13 * at);
        double shakeY = SHAKE * Math.sin(6 * at + 2) + SHAKE / 2 * Math.sin(11 * at);
        double angle = 2 * Math.PI * sprite.frequency * at + sprite.phase;
        double awayX = sprite.swingX * Math.sin(angle);
        double awayY = sprite.swingY * Math.cos(0.7 * angle);
        double radius = sprite.radius * sprite.radius;
        for (int row = 0; row < height; row++) {
            double y = window.y + shakeY + window.height * (row + 0.5) / height;
            for (int column = 0; column < width; column++) {
                double x = window.x + shakeX + window.width * (column + 0.5) / width;
                double dx = x - awayX - sprite.x;
                double dy = y - awayY - sprite.y;
                boolean moved = dx * dx + dy * dy < radius;
                int to = 3 * (row * width + column);
                pixel(moved ? x - awayX : x, moved ? y - awayY : y, rgb, to);
            }
        }
    }

    private void pixel(double x, double y, byte[] rgb, int to) {
        double column = Math.clamp(x * still.width() - 0.5, 0, still.width() - 1.001);
        double row = Math.clamp(y * still.height() - 0.5, 0, still.height() - 1.001);
        int left = (int) column;
        int top = (int) row;
        double right = column - left;
        double low = row - top;
        byte[] from = still.rgb();
        int at = 3 * (top * still.width() + left);
        int below = at + 3 * still.width();
        for (int c = 0; c < 3; c++) {
            double upper = (from[at + c] & 255) * (1 - right) + (from[at + 3 + c] & 255) * right;
            double lower =
                    (from[below + c] & 255) * (1 - right) + (from[below + 3 + c] & 255) * right;
            rgb[to + c] = (byte) (upper * (1 - low) + lower * low + 0.5);
        }
    }
}
