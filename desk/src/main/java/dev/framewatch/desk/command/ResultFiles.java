package dev.framewatch.desk.command;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files in a command's results folder. Symbolic links are not followed, as they could lead
 * anywhere.
 *
 * @param folder the folder
 * @param files paths relative to it, sorted
 * @param byName the same paths by file name
 */
record ResultFiles(Path folder, List<Path> files, Map<String, List<Path>> byName) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 100_000;
    private static final Pattern UNESCAPED = Pattern.compile("(?<!\\\\)[*?\\[{]");

    static ResultFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ResultFiles(folder, List.of(), Map.of());
        }
        try (Stream<Path> entries = Files.walk(folder, MAX_DEPTH)) {
            List<Path> files =
                    entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .limit(MAX_FILES)
                            .map(folder::relativize)
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            Map<String, List<Path>> byName =
                    files.stream().collect(groupingBy(file -> String.valueOf(file.getFileName())));
            return new ResultFiles(folder, files, byName);
        }
    }

    /** Returns the error in a glob, if any. */
    static Optional<String> globError(String glob) {
        try {
            matchers(glob);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    "'%s' is not a valid pattern: %s".formatted(glob, e.getDescription()));
        }
    }

    /** Returns the distinct files that match one of the globs. */
    List<Path> matching(List<String> globs) {
        List<PathMatcher> matchers = new ArrayList<>();
        globs.forEach(glob -> matchers.addAll(matchers(glob)));
        return files.stream()
                .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)))
                .map(folder::resolve)
                .toList();
    }

    /** Returns the files that match the glob; fast if its last segment has no wildcard. */
    List<Path> matching(String glob) {
        String last = glob.substring(glob.lastIndexOf('/') + 1);
        boolean literal = !UNESCAPED.matcher(last).find();
        String name = last.replaceAll("\\\\(.)", "$1");
        List<Path> candidates = literal ? byName.getOrDefault(name, List.of()) : files;
        List<PathMatcher> matchers = matchers(glob);
        return candidates.stream()
                .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)))
                .map(folder::resolve)
                .toList();
    }

    /**
     * Compiles a glob. Java's {@code **}{@code /} requires at least one folder; users expect it to
     * match none as well.
     */
    private static List<PathMatcher> matchers(String glob) {
        List<PathMatcher> matchers = new ArrayList<>();
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        if (glob.startsWith("**/")) {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3)));
        }
        return matchers;
    }
}
