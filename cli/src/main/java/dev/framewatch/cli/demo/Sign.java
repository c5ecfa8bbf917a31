package dev.framewatch.cli.demo;

import dev.framewatch.video.StrokeFont;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Drawings on placards, within -1 to 1. All have the same colours, so that colour alone does not
 * distinguish them.
 */
enum Sign {
    /** The demo's target symbol: an open ring with two chevrons and a dot inside. */
    BEACON {
        @Override
        void draw(Graphics2D g) {
            g.setStroke(new BasicStroke(0.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.setColor(INK);
            g.draw(new Arc2D.Double(-0.8, -0.8, 1.6, 1.6, -50, 280, Arc2D.OPEN));
            g.setColor(RED);
            g.setStroke(new BasicStroke(0.24f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(lines(-0.48, -0.02, 0, -0.46, 0.48, -0.02));
            g.draw(lines(-0.48, 0.44, 0, 0, 0.48, 0.44));
            g.fill(new Ellipse2D.Double(-0.17, 0.58, 0.34, 0.34));
        }
    },
    STAR {
        @Override
        void draw(Graphics2D g) {
            Path2D star = new Path2D.Double();
            for (int i = 0; i < 10; i++) {
                double radius = i % 2 == 0 ? 0.85 : 0.36;
                double x = radius * Math.sin(i * Math.PI / 5);
                double y = -radius * Math.cos(i * Math.PI / 5);
                if (i == 0) {
                    star.moveTo(x, y);
                } else {
                    star.lineTo(x, y);
                }
            }
            star.closePath();
            g.setColor(RED);
            g.fill(star);
        }
    },
    RINGS {
        @Override
        void draw(Graphics2D g) {
            g.setStroke(new BasicStroke(0.18f));
            g.setColor(INK);
            g.draw(new Ellipse2D.Double(-0.8, -0.8, 1.6, 1.6));
            g.setColor(RED);
            g.fill(new Ellipse2D.Double(-0.4, -0.4, 0.8, 0.8));
        }
    },
    CROSS {
        @Override
        void draw(Graphics2D g) {
            g.setStroke(new BasicStroke(0.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.setColor(RED);
            g.draw(lines(-0.6, -0.6, 0.6, 0.6));
            g.setColor(INK);
            g.draw(lines(-0.6, 0.6, 0.6, -0.6));
        }
    },
    WORDS {
        @Override
        void draw(Graphics2D g) {
            g.setColor(INK);
            StrokeFont.draw(g, "LESS", -0.75, -0.65, 0.5);
            g.setColor(RED);
            StrokeFont.draw(g, "RAIN", -0.75, 0.15, 0.5);
        }
    },
    HOUSE {
        @Override
        void draw(Graphics2D g) {
            g.setStroke(new BasicStroke(0.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.setColor(RED);
            g.draw(lines(-0.75, 0, 0, -0.65, 0.75, 0));
            g.setColor(INK);
            g.draw(lines(-0.5, -0.05, -0.5, 0.7, 0.5, 0.7, 0.5, -0.05));
        }
    },
    BARS {
        @Override
        void draw(Graphics2D g) {
            for (int i = 0; i < 4; i++) {
                g.setColor(i % 2 == 0 ? INK : RED);
                double height = 0.4 + 0.3 * i;
                g.fill(new Rectangle2D.Double(-0.75 + 0.4 * i, 0.75 - height, 0.28, height));
            }
        }
    };

    private static final Color INK = new Color(0x1c1c28);
    private static final Color RED = new Color(0xd7263d);

    abstract void draw(Graphics2D g);

    private static Path2D lines(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
