package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.source.FileErrors;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.FileTooLargeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * yt-dlp's download archive, one video per line: the site's name in lower case, a blank, the id. It
 * is read only; external downloaders maintain it.
 */
final class DownloadArchive {
    private static final long MAX_BYTES = 64L << 20;

    private final Set<String> lines;

    private DownloadArchive(Set<String> lines) {
        this.lines = lines;
    }

    static DownloadArchive read(Path file) throws SourceException {
        Set<String> lines = new HashSet<>();
        try {
            BoundedFile.text(file, MAX_BYTES).lines().map(DownloadArchive::key).forEach(lines::add);
        } catch (FileTooLargeException e) {
            throw new SourceException(file + ": too large for a download archive", e);
        } catch (CharacterCodingException e) {
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
