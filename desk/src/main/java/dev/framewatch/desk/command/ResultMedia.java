package dev.framewatch.desk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what belongs to a row. What stands in a row comes from outside: it is never read as a path,
 * and nothing outside the folder is found.
 */
final class ResultMedia {
    private static final Pattern URL = Pattern.compile("(?i)https?://.*");

    /** What would have a meaning in a path. */
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\\\p{Cntrl}]|\\.\\.|^\\.");

    /** What has a meaning in a glob. */
    private static final Pattern GLOB_SPECIAL = Pattern.compile("[*?\\[\\]{}]");

    private static final String FILE = "{file}";

    private final ResultFiles files;
    private final List<String> patterns;

    ResultMedia(ResultFiles files, List<String> patterns) {
        this.files = files;
        this.patterns = patterns;
    }

    /** A row's media: a file in the folder, or the text of an address; nothing where neither is. */
    Optional<Found> of(ResultRow row) throws IOException {
        for (String pattern : patterns) {
            Optional<Found> found = of(row, pattern);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A file or an address; the other is empty. */
    record Found(Optional<Path> file, Optional<String> url) {}

    private Optional<Found> of(ResultRow row, String pattern) throws IOException {
        Optional<String> whole = Placeholders.fill(pattern, row::text);
        if (whole.isPresent() && URL.matcher(whole.get()).matches()) {
            return Optional.of(new Found(Optional.empty(), whole));
        }
        Optional<String> glob = Placeholders.fill(pattern, name -> value(row, name));
        if (glob.isEmpty()) {
            return Optional.empty();
        }
        String near = pattern.startsWith(FILE) ? escapeGlob(folderOf(row)) : "";
        for (Path file : files.matching(near + glob.get())) {
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

    /** With a slash at its end, or empty. */
    private String folderOf(ResultRow row) {
        Path parent = files.folder().relativize(row.file()).getParent();
        return parent == null ? "" : parent + "/";
    }
}
