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
 * Fetches the images of a photo post. An image that the server withholds is skipped and counted; a
 * transient failure aborts the whole fetch, which is then retried.
 */
final class ImagePostFetcher {
    private final List<URI> urls;
    private final StagingFolder staging;
    private final List<Still> stills = new ArrayList<>();
    private final List<FetchException> failures = new ArrayList<>();
    private final long deadlineNanos;
    private long bytesLeft;

    ImagePostFetcher(List<URI> urls, StagingFolder staging, FetchLimits limits) {
        this.urls = urls.subList(0, Math.min(urls.size(), limits.maxStills()));
        this.staging = staging;
        this.bytesLeft = limits.maxBytes();
        this.deadlineNanos = System.nanoTime() + limits.timeout().toNanos();
    }

    /**
     * Fetches the images.
     *
     * @throws FetchException if all images are withheld, or on a transient failure
     */
    ImagePostFetcher fetch(WebFileFetcher web)
            throws FetchException, IOException, InterruptedException {
        for (int i = 0; i < urls.size(); i++) {
            try {
                fetch(web, i);
            } catch (FetchException e) {
                switch (e.failureKind()) {
                    case TRANSIENT, LOCAL -> throw e;
                    case UNAVAILABLE, GONE, NO_MEDIA, PERMANENT -> failures.add(e);
                }
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
                    "timed out after %d of %d images".formatted(index, urls.size()),
                    null);
        }
        URI url = urls.get(index);
        Path file = staging.file("picture-" + index + ".part");
        web.download(url, file, bytesLeft, Duration.ofNanos(nanosLeft));
        String displayName = RedactedUrl.of(url);
        ContentType content = ContentType.of(file, displayName);
        if (!content.isImage()) {
            throw new FetchException(
                    FailureKind.PERMANENT, displayName + ": not a supported image format", null);
        }
        bytesLeft -= Files.size(file);
        stills.add(new Still(index + 1, file, content.extension()));
    }

    List<Still> stills() {
        return stills;
    }

    /** Returns a user-facing description of the missing images; empty if complete. */
    String missing(int total) {
        int missing = total - stills.size();
        String reason = failures.isEmpty() ? "" : ": " + failures.getFirst().getMessage();
        return missing == 0
                ? ""
                : "%d of %d images are not available%s".formatted(missing, total, reason);
    }
}
