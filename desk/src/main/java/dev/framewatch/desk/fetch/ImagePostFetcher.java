package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.Still;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.RedactedUrl;
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
final class ImagePostFetcher {
    private final List<URI> addresses;
    private final StagingFolder half;
    private final List<Still> stills = new ArrayList<>();
    private final List<FetchException> failures = new ArrayList<>();
    private final long end;
    private long bytesLeft;

    ImagePostFetcher(List<URI> addresses, StagingFolder half, FetchLimits limits) {
        this.addresses = addresses.subList(0, Math.min(addresses.size(), limits.stills()));
        this.half = half;
        this.bytesLeft = limits.bytes();
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * @throws FetchException when none can be had, or one may be had later
     */
    ImagePostFetcher bring(WebFileFetcher web)
            throws FetchException, IOException, InterruptedException {
        for (int i = 0; i < addresses.size(); i++) {
            try {
                bring(web, i);
            } catch (FetchException e) {
                if (e.outlook() == FailureKind.MAY_RECOVER) {
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

    private void bring(WebFileFetcher web, int index)
            throws FetchException, IOException, InterruptedException {
        long nanosLeft = end - System.nanoTime();
        if (nanosLeft <= 0) {
            throw new FetchException(
                    FailureKind.MAY_RECOVER,
                    "the pictures took too long; %d of %d had come"
                            .formatted(index, addresses.size()),
                    null);
        }
        URI address = addresses.get(index);
        Path file = half.file("picture-" + index + ".part");
        web.bring(address, file, bytesLeft, Duration.ofNanos(nanosLeft));
        String called = RedactedUrl.of(address);
        ContentType content = ContentType.of(file, called);
        if (content.kind() != ContentType.Kind.PICTURE) {
            throw new FetchException(
                    FailureKind.NEVER, called + ": not a picture that Framewatch reads", null);
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
