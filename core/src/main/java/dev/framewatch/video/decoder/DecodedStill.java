package dev.framewatch.video.decoder;

import java.io.DataOutputStream;
import java.io.IOException;

/** An image that was decoded when its file was opened. */
final class DecodedStill implements OpenMedia {
    private final String format;
    private final RgbPixels image;
    private boolean written;

    /**
     * @param format stated as its container and codec
     */
    DecodedStill(String format, RgbPixels image) {
        this.format = format;
        this.image = image;
    }

    @Override
    public void writeMetadata(DataOutputStream out) throws IOException {
        StillResponse.writeMetadata(out, format, format, image.width(), image.height(), "");
    }

    @Override
    public void writeNext(PixelWriter pixels, DataOutputStream out) throws IOException {
        if (written) {
            StillResponse.writeEnd(out, "");
            return;
        }
        written = true;
        StillResponse.writeFrameStart(out);
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.write(image.rgb());
    }

    @Override
    public void close() {}
}
