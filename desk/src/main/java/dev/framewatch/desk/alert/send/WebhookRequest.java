package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.Map;

/**
 * A request that delivers a message.
 *
 * @param method HTTP method
 * @param url URL; it may contain secrets
 * @param headers headers; they may contain secrets
 * @param body JSON
 */
record WebhookRequest(String method, URI url, Map<String, String> headers, byte[] body) {
    WebhookRequest {
        headers = Map.copyOf(headers);
    }

    /** Omits all secrets. */
    @Override
    public String toString() {
        return "WebhookRequest[%s %s]".formatted(method, url.getHost());
    }
}
