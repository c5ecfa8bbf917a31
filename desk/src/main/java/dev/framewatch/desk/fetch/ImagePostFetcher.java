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
    private final List<URI> urls;
    private final StagingFolder half;
    private final List<Still> stills = new ArrayList<>();
    private final List<FetchException> failures = new ArrayList<>();
    private final long deadlineNanos;
    private long bytesLeft;

    ImagePostFetcher(List<URI> addresses, StagingFolder half, FetchLimits limits) {
        this.urls = addresses.subList(0, Math.min(addresses.size(), limits.maxStills()));
        this.half = half;
        this.bytesLeft = limits.maxBytes();
        this.deadlineNanos = System.nanoTime() + limits.timeout().toNanos();
    }

    /**
     * @throws FetchException when none can be had, or one may be had later
     */
    ImagePostFetcher fetch(WebFileFetcher web)
            throws FetchException, IOException, InterruptedException {
        for (int i = 0; i < urls.size(); i++) {
            try {
                fetch(web, i);
            } catch (FetchException e) {
                if (e.failureKind() == FailureKind.TRANSIENT) {
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

    private void fetch(WebFileFetcher web, int index)
            throws FetchException, IOException, InterruptedException {
        long nanosLeft = deadlineNanos - System.nanoTime();
        if (nanosLeft <= 0) {
            throw new FetchException(
                    FailureKind.TRANSIENT,
                    "the pictures took too long; %d of %d had come".formatted(index, urls.size()),
                    null);
        }
        URI address = urls.get(index);
        Path file = half.file("picture-" + index + ".part");
        web.download(address, file, bytesLeft, Duration.ofNanos(nanosLeft));
        String called = RedactedUrl.of(address);
        ContentType content = ContentType.of(file, called);
        if (content.kind() != ContentType.Kind.IMAGE) {
            throw new FetchException(
                    FailureKind.PERMANENT, called + ": not a picture that Framewatch reads", null);
        }
        bytesLeft -= Files.size(file);
        stills.add(new Still(index + 1, file, content.extension()));
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
