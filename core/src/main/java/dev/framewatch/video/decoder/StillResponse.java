package dev.framewatch.video.decoder;

import java.io.DataOutputStream;
import java.io.IOException;

/** What is written for an image, which has one frame and no duration. */
final class StillResponse {
    private StillResponse() {}

    /** Writes the metadata, as specified by {@link DecoderProtocol#METADATA}. */
    static void writeMetadata(
            DataOutputStream out,
            String container,
            String codec,
            int width,
            int height,
            String omission)
            throws IOException {
        out.writeUTF(container);
        out.writeUTF(codec);
        out.writeInt(width);
        out.writeInt(height);
        out.writeDouble(0);
        out.writeDouble(0);
        out.writeUTF(omission);
    }

    /** Writes what precedes width, height and pixels of the frame. */
    static void writeFrameStart(DataOutputStream out) throws IOException {
        out.writeByte(DecoderProtocol.FRAME);
        out.writeDouble(0);
        out.writeDouble(0);
    }

    /** Writes what follows the frame. */
    static void writeEnd(DataOutputStream out, String omission) throws IOException {
        out.writeByte(DecoderProtocol.END);
        out.writeDouble(0);
        out.writeUTF("");
        out.writeUTF(omission);
    }
}
