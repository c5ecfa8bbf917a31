package dev.framewatch.desk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the media of a row. Values of a row are untrusted: they are never interpreted as a path,
 * and nothing outside the folder is found.
 */
final class ResultMedia {
    private static final Pattern URL = Pattern.compile("(?i)https?://.*");

    /** Characters and sequences with a special meaning in a path. */
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\\\p{Cc}]|\\.\\.|^\\.");

    /** Characters with a special meaning in a glob. */
    private static final Pattern GLOB_SPECIAL = Pattern.compile("[*?\\[\\]{}]");

    private static final String FILE = "{file}";

    private final ResultFiles files;
    private final List<String> patterns;

    ResultMedia(ResultFiles files, List<String> patterns) {
        this.files = files;
        this.patterns = patterns;
    }

    /**
     * Returns the media of a row, a file in the folder or the text of a URL; empty if there is
     * neither.
     */
    Optional<Found> of(ResultRow row) throws IOException {
        for (String pattern : patterns) {
            Optional<Found> found = of(row, pattern);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A file or a URL; the other one is empty. */
    record Found(Optional<Path> file, Optional<String> url) {}

    private Optional<Found> of(ResultRow row, String pattern) throws IOException {
        Optional<String> filled = Placeholders.fill(pattern, row::text);
        if (filled.isPresent() && URL.matcher(filled.get()).matches()) {
            return Optional.of(new Found(Optional.empty(), filled));
        }
        Optional<String> glob = Placeholders.fill(pattern, name -> value(row, name));
        if (glob.isEmpty()) {
            return Optional.empty();
        }
        String prefix = pattern.startsWith(FILE) ? escapeGlob(folderOf(row)) : "";
        for (Path file : files.matching(prefix + glob.get())) {
            if (Files.size(file) > 0) {
                return Optional.of(new Found(Optional.of(file), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(ResultRow row, String name) {
        return (FILE.equals("{" + name + "}") ? Optional.of(row.fileName()) : row.text(name))
                .filter(value -> !UNSAFE.matcher(value).find())
                .map(ResultMedia::escapeGlob);
    }

    private static String escapeGlob(String value) {
        return GLOB_SPECIAL.matcher(value).replaceAll("\\\\$0");
    }

    /** Returns the relative folder of the row's file with a trailing slash, or an empty string. */
    private String folderOf(ResultRow row) {
        Path parent = files.folder().relativize(row.file()).getParent();
        return parent == null ? "" : parent + "/";
    }
}
