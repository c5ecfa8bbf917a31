package dev.framewatch.cli.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;

/**
 * A person in the crowd: head and shoulders without a face, swaying, possibly with a raised arm.
 *
 * @param x horizontal position
 * @param head height of the head above the bottom of the canvas
 * @param size width of the shoulders
 * @param clothes colour of the clothes
 * @param skin colour of head and hand
 * @param sway amplitude of the swaying
 * @param phase phase of the swaying
 * @param waves whether an arm is raised
 */
record Person(
        double x,
        double head,
        double size,
        Color clothes,
        Color skin,
        double sway,
        double phase,
        boolean waves)
        implements Layer {
    private static final int[] SKINS = {0x8d5524, 0xc68642, 0xe0ac69, 0xf1c27d, 0x5c3a21};

    static Person any(double x, double head, double size, Palette palette, Random random) {
        return new Person(
                x,
                head,
                size,
                palette.anyClothes(random),
                new Color(SKINS[random.nextInt(SKINS.length)]),
                5 + random.nextInt(12),
                random.nextDouble() * 6,
                random.nextInt(4) == 0);
    }

    @Override
    public void paint(Graphics2D stage, double seconds) {
        double swing = Math.sin(phase + seconds * 2.3);
        double bounce = Math.abs(Math.cos(phase + seconds * 2.3)) * sway * 0.6;
        stage.translate(x + swing * sway, head - bounce);
        stage.rotate(swing * 0.03);
        double skull = size * 0.42;
        if (waves) {
            stage.setStroke(
                    new BasicStroke(
                            (float) (size * 0.17), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            double handX = size * (0.55 + 0.12 * swing);
            stage.setColor(clothes);
            stage.draw(new Line2D.Double(size * 0.4, size * 0.6, handX, -size * 0.25));
            stage.setColor(skin);
            stage.fill(
                    new Ellipse2D.Double(
                            handX - size * 0.1, -size * 0.42, size * 0.2, size * 0.22));
        }
        stage.setColor(clothes);
        stage.fill(
                new RoundRectangle2D.Double(
                        -size / 2, skull * 0.85, size, HEIGHT, size * 0.7, size * 0.7));
        stage.setColor(skin.darker());
        stage.fill(new RoundRectangle2D.Double(-skull * 0.25, 0, skull * 0.5, skull, 12, 12));
        stage.setColor(skin);
        stage.fill(new Ellipse2D.Double(-skull / 2, -skull * 0.6, skull, skull * 1.25));
        stage.setColor(clothes.darker().darker());
        stage.fill(
                new java.awt.geom.Arc2D.Double(
                        -skull * 0.54,
                        -skull * 0.68,
                        skull * 1.08,
                        skull * 1.2,
                        -5,
                        190,
                        java.awt.geom.Arc2D.CHORD));
    }
}
