package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.AtomicPlacement.FetchDetails;
import dev.framewatch.desk.fetch.AtomicPlacement.Still;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.video.ImageSequence;
import dev.framewatch.video.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies what lies on this machine already; it is left as it is. */
record LocalMediaFetcher(AtomicPlacement arrival, StagingFolder half, FetchLimits limits) {
    FetchedMedia copy(Path path) throws FetchException, IOException {
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        if (ImageSequence.isImageFolder(path)) {
            return folder(path);
        }
        throw Files.isDirectory(path)
                ? new FetchException(
                        FailureKind.PERMANENT, path + ": a folder that holds no pictures", null)
                : new FetchException(FailureKind.GONE, path + ": it is there no more", null);
    }

    private FetchedMedia file(Path path) throws FetchException, IOException {
        requireSize(path, Files.size(path));
        ContentType content = ContentType.of(path, path.toString());
        Path part = half.file("copy.part");
        String sha256 = AtomicPlacement.copy(path, part);
        return arrival.file(half, part, sha256, content, FetchDetails.complete(null));
    }

    private FetchedMedia folder(Path path) throws FetchException, IOException {
        List<Still> stills = new ArrayList<>();
        List<Path> pictures = sortedImages(path);
        long bytes = 0;
        for (Path picture : pictures) {
            bytes += Files.size(picture);
        }
        requireSize(path, bytes);
        if (pictures.size() > limits.maxStills()) {
            throw new FetchException(
                    FailureKind.PERMANENT,
                    "%s: %d pictures; the most is %d"
                            .formatted(path, pictures.size(), limits.maxStills()),
                    null);
        }
        for (int i = 0; i < pictures.size(); i++) {
            String name = String.valueOf(pictures.get(i).getFileName());
            Path part = half.file("copy-" + i + ".part");
            AtomicPlacement.copy(pictures.get(i), part);
            stills.add(new Still(i + 1, part, name.substring(name.lastIndexOf('.'))));
        }
        return arrival.stills(half, stills, FetchDetails.complete(null));
    }

    private static List<Path> sortedImages(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted(
                            Comparator.comparing(
                                    entry -> String.valueOf(entry.getFileName()),
                                    NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    private void requireSize(Path path, long bytes) throws FetchException {
        if (bytes > limits.maxBytes()) {
            throw new FetchException(
                    FailureKind.PERMANENT,
                    "%s: larger than %d MB, the most that is fetched"
                            .formatted(path, limits.maxBytes() >> 20),
                    null);
        }
    }
}
