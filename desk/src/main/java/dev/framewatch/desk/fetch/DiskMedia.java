package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.Arrival.Found;
import dev.framewatch.desk.fetch.Arrival.Still;
import dev.framewatch.desk.fetch.FetchFailed.Outlook;
import dev.framewatch.video.NaturalOrder;
import dev.framewatch.video.Stills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies what lies on this machine already; it is left as it is. */
record DiskMedia(Arrival arrival, HalfFetched half, FetchLimits limits) {
    Fetched copy(Path path) throws FetchFailed, IOException {
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        if (Stills.isFolderOf(path)) {
            return folder(path);
        }
        throw Files.isDirectory(path)
                ? new FetchFailed(Outlook.NEVER, path + ": a folder that holds no pictures", null)
                : new FetchFailed(Outlook.GONE, path + ": it is there no more", null);
    }

    private Fetched file(Path path) throws FetchFailed, IOException {
        requireSize(path, Files.size(path));
        Content content = Content.of(path, path.toString());
        Path part = half.file("copy.part");
        String sha256 = Arrival.copy(path, part);
        return arrival.file(half, part, sha256, content, Found.whole(null));
    }

    private Fetched folder(Path path) throws FetchFailed, IOException {
        List<Still> stills = new ArrayList<>();
        List<Path> pictures = pictures(path);
        long bytes = 0;
        for (Path picture : pictures) {
            bytes += Files.size(picture);
        }
        requireSize(path, bytes);
        if (pictures.size() > limits.stills()) {
            throw new FetchFailed(
                    Outlook.NEVER,
                    "%s: %d pictures; the most is %d"
                            .formatted(path, pictures.size(), limits.stills()),
                    null);
        }
        for (int i = 0; i < pictures.size(); i++) {
            String name = String.valueOf(pictures.get(i).getFileName());
            Path part = half.file("copy-" + i + ".part");
            Arrival.copy(pictures.get(i), part);
            stills.add(new Still(i + 1, part, name.substring(name.lastIndexOf('.'))));
        }
        return arrival.stills(half, stills, Found.whole(null));
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted(
                            Comparator.comparing(
                                    entry -> String.valueOf(entry.getFileName()),
                                    NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    private void requireSize(Path path, long bytes) throws FetchFailed {
        if (bytes > limits.bytes()) {
            throw new FetchFailed(
                    Outlook.NEVER,
                    "%s: larger than %d MB, the most that is fetched"
                            .formatted(path, limits.bytes() >> 20),
                    null);
        }
    }
}
