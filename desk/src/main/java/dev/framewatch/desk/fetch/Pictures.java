package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.Arrival.Still;
import dev.framewatch.desk.fetch.FetchFailed.Outlook;
import dev.framewatch.desk.http.ShownAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the pictures of a post in photo mode. One that is gone is left out and counted; one that
 * may come back makes the whole fetch be tried again.
 */
final class Pictures {
    private final List<URI> addresses;
    private final HalfFetched half;
    private final List<Still> stills = new ArrayList<>();
    private final List<FetchFailed> failures = new ArrayList<>();
    private final long end;
    private long bytesLeft;

    Pictures(List<URI> addresses, HalfFetched half, FetchLimits limits) {
        this.addresses = addresses.subList(0, Math.min(addresses.size(), limits.stills()));
        this.half = half;
        this.bytesLeft = limits.bytes();
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * @throws FetchFailed when none can be had, or one may be had later
     */
    Pictures bring(WebFile web) throws FetchFailed, IOException, InterruptedException {
        for (int i = 0; i < addresses.size(); i++) {
            try {
                bring(web, i);
            } catch (FetchFailed e) {
                if (e.outlook() == Outlook.MAY_RECOVER) {
                    throw e;
                }
                failures.add(e);
            }
        }
        if (stills.isEmpty()) {
            throw failures.getFirst();
        }
        return this;
    }

    private void bring(WebFile web, int index)
            throws FetchFailed, IOException, InterruptedException {
        long nanosLeft = end - System.nanoTime();
        if (nanosLeft <= 0) {
            throw new FetchFailed(
                    Outlook.MAY_RECOVER,
                    "the pictures took too long; %d of %d had come"
                            .formatted(index, addresses.size()),
                    null);
        }
        URI address = addresses.get(index);
        Path file = half.file("picture-" + index + ".part");
        web.bring(address, file, bytesLeft, Duration.ofNanos(nanosLeft));
        String called = ShownAddress.of(address);
        Content content = Content.of(file, called);
        if (content.kind() != Content.Kind.PICTURE) {
            throw new FetchFailed(
                    Outlook.NEVER, called + ": not a picture that Framewatch reads", null);
        }
        bytesLeft -= Files.size(file);
        stills.add(new Still(index + 1, file, content.ending()));
    }

    List<Still> stills() {
        return stills;
    }

    /** What could not be had, for people; empty where nothing is missing. */
    String missing(int wanted) {
        int lacking = wanted - stills.size();
        String reason = failures.isEmpty() ? "" : ": " + failures.getFirst().getMessage();
        return lacking == 0
                ? ""
                : "%d of %d pictures could not be had%s".formatted(lacking, wanted, reason);
    }
}
