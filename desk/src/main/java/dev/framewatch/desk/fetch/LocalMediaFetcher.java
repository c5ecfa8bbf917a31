package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.FetchDetails;
import dev.framewatch.desk.fetch.AtomicPlacement.Still;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.video.ImageSequence;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies media that are already on this machine; the originals are left unchanged. */
record LocalMediaFetcher(AtomicPlacement placement, StagingFolder staging, FetchLimits limits) {
    FetchedMedia copy(Path path) throws FetchException, IOException {
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        if (ImageSequence.isImageFolder(path)) {
            return folder(path);
        }
        throw Files.isDirectory(path)
                ? new FetchException(
                        FailureKind.PERMANENT, path + ": a folder without images", null)
                : missing(path);
    }

    /** Takes a missing or empty parent for a drive that is not mounted, not for a deletion. */
    private static FetchException missing(Path path) {
        Path parent = path.getParent();
        try (Stream<Path> others = parent == null ? Stream.empty() : Files.list(parent)) {
            if (others.findAny().isPresent()) {
                return new FetchException(FailureKind.GONE, path + ": it no longer exists", null);
            }
        } catch (IOException e) {
            // the folder is missing, too
        }
        return new FetchException(
                FailureKind.UNAVAILABLE,
                path + ": it is not there, nor is anything else in its folder; is a drive missing?",
                null);
    }

    private FetchedMedia file(Path path) throws FetchException, IOException {
        requireSize(path, Files.size(path));
        ContentType content = ContentType.of(path, path.toString());
        Path part = staging.file("copy.part");
        String sha256 = AtomicPlacement.copy(path, part);
        return placement.file(staging, part, sha256, content, FetchDetails.complete(null));
    }

    private FetchedMedia folder(Path path) throws FetchException, IOException {
        List<Still> stills = new ArrayList<>();
        List<Path> images = images(path);
        long bytes = 0;
        for (Path image : images) {
            bytes += Files.size(image);
        }
        requireSize(path, bytes);
        if (images.size() > limits.maxStills()) {
            throw new FetchException(
                    FailureKind.PERMANENT,
                    "%s: %d images exceed the maximum of %d"
                            .formatted(path, images.size(), limits.maxStills()),
                    null);
        }
        for (int i = 0; i < images.size(); i++) {
            String extension = MediaType.of(images.get(i)).extension();
            Path part = staging.file("copy-" + i + ".part");
            AtomicPlacement.copy(images.get(i), part);
            stills.add(new Still(i + 1, part, extension));
        }
        return placement.stills(staging, stills, FetchDetails.complete(null));
    }

    private static List<Path> images(Path folder) throws FetchException {
        try {
            return ImageSequence.listImages(folder);
        } catch (UnreadableVideoException e) {
            throw new FetchException(FailureKind.TRANSIENT, folder + ": " + e.getMessage(), e);
        }
    }

    private void requireSize(Path path, long bytes) throws FetchException {
        if (bytes > limits.maxBytes()) {
            throw new FetchException(
                    FailureKind.PERMANENT,
                    "%s: exceeds the maximum size of %d MB"
                            .formatted(path, limits.maxBytes() >> 20),
                    null);
        }
    }
}
