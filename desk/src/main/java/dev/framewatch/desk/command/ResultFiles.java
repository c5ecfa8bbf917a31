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
 * The files in a folder that a command has written to. Links are not followed: they could lead
 * anywhere.
 *
 * @param folder they lie in
 * @param files relative to it, in order of their paths
 * @param byName the same by the last part of their paths
 */
record ResultFiles(Path folder, List<Path> files, Map<String, List<Path>> byName) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 100_000;
    private static final Pattern UNESCAPED = Pattern.compile("(?<!\\\\)[*?\\[{]");

    static ResultFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ResultFiles(folder, List.of(), Map.of());
        }
        try (Stream<Path> found = Files.walk(folder, MAX_DEPTH)) {
            List<Path> files =
                    found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .limit(MAX_FILES)
                            .map(folder::relativize)
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            Map<String, List<Path>> byName =
                    files.stream().collect(groupingBy(file -> String.valueOf(file.getFileName())));
            return new ResultFiles(folder, files, byName);
        }
    }

    /** What is wrong with a glob, if anything is. */
    static Optional<String> globError(String glob) {
        try {
            matchers(glob);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("'%s' is no pattern: %s".formatted(glob, e.getDescription()));
        }
    }

    /** Those that fit one of the globs, each once. */
    List<Path> matching(List<String> globs) {
        List<PathMatcher> matchers = new ArrayList<>();
        globs.forEach(glob -> matchers.addAll(matchers(glob)));
        return files.stream()
                .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)))
                .map(folder::resolve)
                .toList();
    }

    /** As {@link #matching(List)}, quickly where the glob's last part is a name. */
    List<Path> matching(String glob) {
        String last = glob.substring(glob.lastIndexOf('/') + 1);
        boolean named = !UNESCAPED.matcher(last).find();
        String name = last.replaceAll("\\\\(.)", "$1");
        List<Path> candidates = named ? byName.getOrDefault(name, List.of()) : files;
        List<PathMatcher> matchers = matchers(glob);
        return candidates.stream()
                .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)))
                .map(folder::resolve)
                .toList();
    }

    /** Java's {@code **}{@code /} wants a folder, people mean "here and below". */
    private static List<PathMatcher> matchers(String glob) {
        List<PathMatcher> matchers = new ArrayList<>();
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        if (glob.startsWith("**/")) {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3)));
        }
        return matchers;
    }
}
