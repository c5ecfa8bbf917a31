package dev.framewatch.cli.demo;

import java.awt.Graphics2D;

/** One thing in a clip, drawn on a stage of {@value #WIDTH} by {@value #HEIGHT} units. */
interface Layer {
    int WIDTH = 576;
    int HEIGHT = 1024;

    /** Draws it as it is at a time; the graphics may be changed, they are the layer's own. */
    void paint(Graphics2D stage, double seconds);
}
