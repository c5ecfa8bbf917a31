package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.FetchFailed.Outlook;
import dev.framewatch.desk.http.AddressRefused;
import dev.framewatch.desk.http.Answer;
import dev.framewatch.desk.http.AnswerTooLarge;
import dev.framewatch.desk.http.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Brings one file from an address, and says of every answer whether asking again may help. */
record WebFile(Web web) {
    /**
     * @param most bytes
     * @return where it came from in the end
     */
    URI bring(URI address, Path file, long most, Duration within)
            throws FetchFailed, InterruptedException {
        try {
            Answer answer = web.download(address, Map.of(), file, most, within);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!answer.isSuccess()) {
                throw failure(answer);
            }
            return answer.address();
        } catch (AddressRefused | AnswerTooLarge e) {
            throw new FetchFailed(Outlook.NEVER, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw new FetchFailed(Outlook.MAY_RECOVER, String.valueOf(e.getMessage()), e);
        }
    }

    /** Statuses are those of RFC 9110; what is the server's fault may be mended. */
    private static FetchFailed failure(Answer answer) {
        Outlook outlook =
                switch (answer.status()) {
                    case 404, 410 -> Outlook.GONE;
                    case 403, 408, 421, 423, 425, 429 -> Outlook.MAY_RECOVER;
                    default -> answer.status() < 500 ? Outlook.NEVER : Outlook.MAY_RECOVER;
                };
        return new FetchFailed(outlook, answer.shown(), answer.retryAfter().orElse(null), null);
    }
}
