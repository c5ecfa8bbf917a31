package dev.framewatch.video.decoder;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads drawings in SVG as images, laid on the background that they stand out from. */
final class SvgImage {
    private SvgImage() {}

    /** Returns whether a file is a drawing in SVG, by its first bytes. */
    static boolean isSvg(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MediaType.HEAD_BYTES);
            // The table of all types is loaded only if need be: that would delay every first video.
            return new String(head, StandardCharsets.ISO_8859_1).contains("<svg")
                    && MediaType.of(head).extension().equals(".svg");
        } catch (IOException e) {
            return false; // opening it reports why
        }
    }

    static DecodedStill open(Path file, int longestSide) throws UnsupportedMediaException {
        BufferedImage image = SvgDrawing.draw(file, longestSide);
        return new DecodedStill(
                "svg", new RgbPixels(image.getWidth(), image.getHeight(), rgb(image)));
    }

    private static byte[] rgb(BufferedImage image) {
        int[] colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        MatteColour background = new MatteColour();
        for (int colour : colours) {
            background.add(colour >> 16 & 255, colour >> 8 & 255, colour & 255, colour >>> 24);
        }
        int grey = background.grey();
        byte[] rgb = new byte[3 * colours.length];
        int to = 0;
        for (int colour : colours) {
            int alpha = colour >>> 24;
            rgb[to++] = MatteColour.blend(colour >> 16 & 255, alpha, grey);
            rgb[to++] = MatteColour.blend(colour >> 8 & 255, alpha, grey);
            rgb[to++] = MatteColour.blend(colour & 255, alpha, grey);
        }
        return rgb;
    }
}
