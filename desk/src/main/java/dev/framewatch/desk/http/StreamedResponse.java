package dev.framewatch.desk.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.Closer;

/** A response whose body is read by the caller as it arrives. */
public final class StreamedResponse implements AutoCloseable {
    private final WebResponse head;
    private final URI url;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final InputStream body;

    StreamedResponse(
            WebResponse head, URI asked, HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException {
        this.head = head;
        this.url = asked;
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** Returns status and headers; its body is empty. */
    public WebResponse head() {
        return head;
    }

    /**
     * Reads some bytes of the body, not unpacked.
     *
     * @return how many; -1 at the end
     * @throws IOException when the connection breaks or nothing arrives for too long
     */
    public int read(byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw HttpErrors.translate(url, e);
        }
    }

    /** Closes the connection; the rest of the body is not waited for. */
    @Override
    public void close() {
        request.cancel();
        Closer.closeQuietly(response);
    }
}
