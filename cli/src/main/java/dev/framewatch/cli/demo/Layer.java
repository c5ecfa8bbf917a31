package dev.framewatch.cli.demo;

import java.awt.Graphics2D;

/** A visual element of a clip, drawn on a canvas of {@value #WIDTH} by {@value #HEIGHT} units. */
interface Layer {
    int WIDTH = 576;
    int HEIGHT = 1024;

    /**
     * Draws the element as it is at a time. The graphics belong to the layer and may be changed.
     */
    void paint(Graphics2D stage, double seconds);
}
