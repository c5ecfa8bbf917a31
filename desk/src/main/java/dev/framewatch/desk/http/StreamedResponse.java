package dev.framewatch.desk.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.Closer;

/** A response whose body the caller reads as it arrives. Must be closed. */
public final class StreamedResponse implements AutoCloseable {
    private final WebResponse head;
    private final URI url;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final InputStream body;

    StreamedResponse(
            WebResponse head, URI url, HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException {
        this.head = head;
        this.url = url;
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** Returns the status and the headers, with an empty body. */
    public WebResponse head() {
        return head;
    }

    /**
     * Reads bytes of the body without decompressing them.
     *
     * @return the number of bytes read, or -1 at the end
     * @throws IOException if the connection breaks or the read timeout expires
     */
    public int read(byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw HttpErrors.translate(url, e);
        }
    }

    /** Closes the connection without draining the body. */
    @Override
    public void close() {
        request.cancel();
        Closer.closeQuietly(response);
    }
}
