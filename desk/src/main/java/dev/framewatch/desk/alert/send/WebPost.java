package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.NotDelivered;
import dev.framewatch.desk.alert.NotDelivered.Outlook;
import dev.framewatch.desk.http.AddressRules;
import dev.framewatch.desk.http.Answer;
import dev.framewatch.desk.http.AnswerTooLarge;
import dev.framewatch.desk.http.ShownAddress;
import dev.framewatch.desk.http.Web;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Sends JSON to a server and reads its answer as Standard Webhooks has it. */
final class WebPost implements AutoCloseable {
    private static final long MOST_OF_AN_ANSWER = 1 << 20;
    private static final int LONGEST_REASON = 300;
    private static final int GONE = 410;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    private final Web publicOnly;
    private final Web privateToo;

    /**
     * @param clock what answers are dated by
     */
    WebPost(Clock clock) {
        this.publicOnly = new Web(AddressRules.PUBLIC_ONLY, clock);
        this.privateToo = new Web(AddressRules.PRIVATE_TOO, clock);
    }

    /**
     * @return what the server said, for people
     */
    String send(URI address, boolean allowPrivate, Map<String, String> headers, byte[] body)
            throws NotDelivered {
        Answer answer;
        try {
            answer =
                    (allowPrivate ? privateToo : publicOnly)
                            .post(address, headers, body, MOST_OF_AN_ANSWER);
        } catch (AnswerTooLarge e) {
            throw new NotDelivered(Outlook.REFUSED, reason(address, e), e);
        } catch (IOException e) {
            throw new NotDelivered(Outlook.MAY_RECOVER, reason(address, e), e);
        }
        String said = address.getHost() + " answered " + answer.status();
        if (answer.isSuccess()) {
            return said;
        }
        throw new NotDelivered(
                outlook(answer.status()), said, answer.retryAfter().orElse(null), null);
    }

    private static Outlook outlook(int status) {
        return switch (status) {
            case GONE -> Outlook.GONE;
            case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> Outlook.REFUSED;
            default -> Outlook.MAY_RECOVER;
        };
    }

    /** Of an address only the host is shown: whoever knows the rest can write there. */
    private static String reason(URI address, IOException failure) {
        return Foreign.line(
                String.valueOf(failure.getMessage())
                        .replace(address.toString(), address.getHost())
                        .replace(ShownAddress.of(address), address.getHost()),
                LONGEST_REASON);
    }

    @Override
    public void close() throws IOException {
        try (publicOnly;
                privateToo) {
            return;
        }
    }
}
