package dev.framewatch.cli.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A sky and two rows of houses that drift at different speeds, with lights out of focus. */
final class Town implements Layer {
    private static final int ROOFLINE = 640;

    private final Palette palette;
    private final List<House> houses = new ArrayList<>();
    private final List<Light> lights = new ArrayList<>();
    private final double drift;

    private record House(double x, double width, double height, boolean near, long windows) {}

    private record Light(double x, double y, double size, double speed, double phase) {}

    Town(Palette palette, Random random) {
        this.palette = palette;
        this.drift = 30 * random.nextGaussian();
        for (boolean near : new boolean[] {false, true}) {
            for (double x = -300; x < WIDTH + 300; ) {
                double width = (near ? 110 : 70) + random.nextInt(70);
                double height = (near ? 120 : 230) + random.nextInt(180);
                houses.add(new House(x, width, height, near, random.nextLong()));
                x += width + (near ? random.nextInt(60) : 0);
            }
        }
        for (int i = 0; i < 14; i++) {
            lights.add(
                    new Light(
                            random.nextInt(WIDTH),
                            random.nextInt(ROOFLINE),
                            20 + random.nextInt(70),
                            random.nextGaussian() * 25,
                            random.nextDouble() * 6));
        }
    }

    @Override
    public void paint(Graphics2D stage, double seconds) {
        stage.setPaint(new GradientPaint(0, 0, palette.skyTop(), 0, ROOFLINE, palette.skyBottom()));
        stage.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        for (House house : houses) {
            paint(stage, house, seconds);
        }
        for (Light light : lights) {
            int strength = (int) (34 + 22 * Math.sin(light.phase + seconds * 1.7));
            stage.setColor(translucent(palette.glow(), strength));
            double x = Math.floorMod((long) (light.x + light.speed * seconds), WIDTH + 160) - 80.0;
            stage.fill(new Ellipse2D.Double(x, light.y, light.size, light.size));
        }
    }

    private void paint(Graphics2D stage, House house, double seconds) {
        double x = house.x + drift * (house.near ? 1.6 : 0.7) * (seconds / 4 - 1);
        double top = ROOFLINE - house.height + (house.near ? 90 : 0);
        stage.setColor(house.near ? palette.near() : palette.far());
        stage.fill(new Rectangle2D.Double(x, top, house.width, HEIGHT - top));
        stage.setColor(translucent(palette.glow(), house.near ? 120 : 60));
        long windows = house.windows;
        for (double y = top + 18; y < ROOFLINE + 60; y += 34) {
            for (double w = x + 12; w < x + house.width - 18; w += 26) {
                if ((windows & 3) == 0) {
                    stage.fill(new Rectangle2D.Double(w, y, 12, 18));
                }
                windows = Long.rotateRight(windows, 1);
            }
        }
    }

    private static Color translucent(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
