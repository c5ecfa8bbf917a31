package dev.framewatch.video.decoder;

import java.io.DataOutputStream;
import java.io.IOException;

/** The file that the decoder process has open: a video or an image. */
interface OpenMedia extends AutoCloseable {
    /** Writes the metadata, as specified by {@link DecoderProtocol#METADATA}. */
    void writeMetadata(DataOutputStream out) throws IOException;

    /** Writes the response to {@link DecoderProtocol#NEXT}. */
    void writeNext(PixelWriter pixels, DataOutputStream out)
            throws IOException, UnsupportedMediaException;

    @Override
    void close();
}
