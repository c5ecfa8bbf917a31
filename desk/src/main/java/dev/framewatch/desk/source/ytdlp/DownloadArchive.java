package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.source.FileErrors;
import dev.framewatch.desk.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The file in which yt-dlp notes what it has downloaded, one video a line: the site's name in lower
 * case, a blank, the id. It is read only; who downloads by other means goes on writing it.
 */
final class DownloadArchive {
    private static final long MAX_BYTES = 256L << 20;

    private final Set<String> lines;

    private DownloadArchive(Set<String> lines) {
        this.lines = lines;
    }

    static DownloadArchive read(Path file) throws SourceException {
        Set<String> lines = new HashSet<>();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SourceException(file + ": larger than any download archive");
            }
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(key(line));
                }
            }
        } catch (MalformedInputException e) {
            throw new SourceException(file + ": not a text file in UTF-8", e);
        } catch (IOException e) {
            throw new SourceException(FileErrors.describe(file, e), e);
        }
        return new DownloadArchive(lines);
    }

    /** Whether it has a line; the case of the site's name does not matter. */
    boolean contains(String line) {
        return lines.contains(key(line));
    }

    private static String key(String line) {
        String plain = line.strip();
        int blank = plain.indexOf(' ');
        return blank < 0
                ? plain
                : plain.substring(0, blank).toLowerCase(Locale.ROOT) + plain.substring(blank);
    }
}
