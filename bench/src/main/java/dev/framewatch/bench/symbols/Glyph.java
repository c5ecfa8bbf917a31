package dev.framewatch.bench.symbols;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The drawing on an emblem, in two colours, within a circle of radius 0.75 around the origin. */
enum Glyph {
    WAVES {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            line(g, 0.17, -0.62, 0.14, -0.31, -0.12, 0, 0.14, 0.31, -0.12, 0.62, 0.14);
            line(g, 0.17, -0.5, 0.5, -0.25, 0.26, 0, 0.5, 0.25, 0.26, 0.5, 0.5);
            g.setColor(accent);
            g.fill(disc(0.1, -0.42, 0.2));
        }
    },
    CHEVRONS {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            line(g, 0.17, -0.5, 0.12, 0, -0.32, 0.5, 0.12);
            line(g, 0.17, -0.5, 0.5, 0, 0.06, 0.5, 0.5);
            g.setColor(accent);
            g.fill(disc(0, -0.5, 0.17));
        }
    },
    BARS {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            for (int i = 0; i < 4; i++) {
                g.setColor(i == 2 ? accent : main);
                double height = 0.35 + 0.22 * i;
                g.fill(new Rectangle2D.Double(-0.56 + 0.3 * i, 0.48 - height, 0.2, height));
            }
        }
    },
    TREE {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(accent);
            g.fill(new Rectangle2D.Double(-0.09, 0.3, 0.18, 0.38));
            g.setColor(main);
            g.fill(polygon(0, -0.72, 0.32, -0.3, -0.32, -0.3));
            g.fill(polygon(0, -0.42, 0.44, 0.06, -0.44, 0.06));
            g.fill(polygon(0, -0.1, 0.56, 0.42, -0.56, 0.42));
        }
    },
    ARROW {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            g.fill(polygon(0, -0.7, 0.56, 0, 0.22, 0, 0.22, 0.4, -0.22, 0.4, -0.22, 0, -0.56, 0));
            g.setColor(accent);
            g.fill(new Rectangle2D.Double(-0.36, 0.5, 0.72, 0.14));
        }
    },
    BOLT {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            g.fill(
                    polygon(
                            0.12, -0.72, -0.44, 0.1, -0.06, 0.1, -0.16, 0.72, 0.44, -0.16, 0.06,
                            -0.16));
            g.setColor(accent);
            g.fill(disc(-0.42, -0.36, 0.13));
            g.fill(disc(0.44, 0.4, 0.13));
        }
    },
    COMET {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            line(g, 0.13, -0.6, -0.32, 0.1, 0.06);
            line(g, 0.13, -0.66, 0.06, 0, 0.26);
            line(g, 0.13, -0.32, -0.6, 0.26, -0.02);
            g.setColor(accent);
            g.fill(disc(0.28, 0.24, 0.34));
            g.setColor(main);
            g.fill(disc(0.36, 0.2, 0.12));
        }
    },
    EYE {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            Area lens = new Area(disc(0, 0.42, 0.8));
            lens.intersect(new Area(disc(0, -0.42, 0.8)));
            g.setColor(main);
            g.fill(lens);
            g.setColor(accent);
            g.fill(disc(0, 0, 0.28));
            g.setColor(main);
            g.fill(disc(0.08, -0.06, 0.1));
        }
    },
    MOON {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            Area moon = new Area(disc(-0.08, 0, 0.62));
            moon.subtract(new Area(disc(0.16, -0.1, 0.5)));
            g.setColor(main);
            g.fill(moon);
            g.setColor(accent);
            g.fill(disc(0.26, -0.12, 0.22));
        }
    },
    STAR {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            double[] points = new double[20];
            for (int i = 0; i < 10; i++) {
                double radius = i % 2 == 0 ? 0.72 : 0.3;
                points[2 * i] = radius * Math.sin(i * Math.PI / 5);
                points[2 * i + 1] = -radius * Math.cos(i * Math.PI / 5);
            }
            g.setColor(main);
            g.fill(polygon(points));
            g.setColor(accent);
            g.fill(disc(0, 0, 0.18));
        }
    },
    ANCHOR {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            line(g, 0.14, 0, -0.34, 0, 0.58);
            g.draw(new Arc2D.Double(-0.52, -0.42, 1.04, 1.04, 200, 140, Arc2D.OPEN));
            g.setColor(accent);
            line(g, 0.14, -0.3, -0.16, 0.3, -0.16);
            g.draw(disc(0, -0.48, 0.14));
        }
    },
    CROSS {
        @Override
        void draw(Graphics2D g, Color main, Color accent) {
            g.setColor(main);
            line(g, 0.22, -0.46, -0.46, 0.46, 0.46);
            line(g, 0.22, -0.46, 0.46, 0.46, -0.46);
            g.setColor(accent);
            g.fill(disc(0, 0, 0.22));
        }
    };

    abstract void draw(Graphics2D g, Color main, Color accent);

    static Path2D polygon(double... points) {
        Path2D path = path(points);
        path.closePath();
        return path;
    }

    private static void line(Graphics2D g, double width, double... points) {
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path(points));
    }

    private static Path2D path(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }

    private static Shape disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
}
