package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.ResponseTooLargeException;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.http.WebResponse;
import java.io.IOException;
import java.net.URI;

/** Posts JSON to a server and interprets the response according to Standard Webhooks. */
final class WebhookSender {
    private static final long MAX_RESPONSE_BYTES = 1 << 20;
    private static final int MAX_REASON_CHARS = 300;
    private static final int MIN_SECRET_CHARS = 8;
    private static final int GONE = 410;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    private final WebClients web;

    WebhookSender(WebClients web) {
        this.web = web;
    }

    /**
     * Sends a request.
     *
     * @return the server's reply, for users
     */
    String send(WebhookRequest request, boolean allowPrivate) throws DeliveryException {
        URI address = request.url();
        WebResponse response;
        try {
            response =
                    web.allowing(allowPrivate)
                            .send(
                                    request.method(),
                                    address,
                                    request.headers(),
                                    request.body(),
                                    MAX_RESPONSE_BYTES);
        } catch (ResponseTooLargeException e) {
            throw new DeliveryException(FailureKind.REFUSED, reason(address, e), e);
        } catch (IOException e) {
            throw new DeliveryException(FailureKind.MAY_RECOVER, reason(address, e), e);
        }
        String result = address.getHost() + " answered " + response.status();
        ReceiverAnswer answer = ReceiverAnswer.of(response);
        if (response.isSuccess() && !answer.isFailure()) {
            return result;
        }
        throw new DeliveryException(
                failureKind(response.status()),
                answer.words().isEmpty()
                        ? result
                        : result + ": " + withoutSecrets(answer.words(), request),
                answer.retryAfter(),
                null);
    }

    private static FailureKind failureKind(int status) {
        return switch (status) {
            case GONE -> FailureKind.GONE;
            case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> FailureKind.REFUSED;
            default -> FailureKind.MAY_RECOVER;
        };
    }

    /** Removes what the receiver repeats of the URL, which may be a secret. */
    private static String withoutSecrets(String words, WebhookRequest request) {
        String safe = words;
        for (String part : request.url().getRawSchemeSpecificPart().split("[/?&=]", -1)) {
            boolean isHost = part.equals(request.url().getRawAuthority());
            safe = part.length() < MIN_SECRET_CHARS || isHost ? safe : safe.replace(part, "...");
        }
        String token = request.headers().getOrDefault("Authorization", "").replace("Bearer ", "");
        return token.isEmpty() ? safe : safe.replace(token, "...");
    }

    /** Describes a failure. Only the host of the URL is shown, since the rest may be a secret. */
    private static String reason(URI address, IOException failure) {
        return UntrustedText.line(
                String.valueOf(failure.getMessage())
                        .replace(address.toString(), address.getHost())
                        .replace(RedactedUrl.of(address), address.getHost()),
                MAX_REASON_CHARS);
    }
}
