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
 * yt-dlp's download archive, one video per line: the site's name in lower case, a blank, the id. It
 * is read only; external downloaders maintain it.
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
                throw new SourceException(file + ": too large for a download archive");
            }
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(key(line));
                }
            }
        } catch (MalformedInputException e) {
            throw new SourceException(file + ": not a UTF-8 text file", e);
        } catch (IOException e) {
            throw new SourceException(FileErrors.describe(file, e), e);
        }
        return new DownloadArchive(lines);
    }

    /** Returns whether the archive contains a line; the site's name is case-insensitive. */
    boolean contains(String line) {
        return lines.contains(key(line));
    }

    private static String key(String line) {
        String stripped = line.strip();
        int blank = stripped.indexOf(' ');
        return blank < 0
                ? stripped
                : stripped.substring(0, blank).toLowerCase(Locale.ROOT) + stripped.substring(blank);
    }
}
