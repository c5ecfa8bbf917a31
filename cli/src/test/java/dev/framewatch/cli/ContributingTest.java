package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The paths and classes that CONTRIBUTING.md names exist. */
class ContributingTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final String SOURCES = "src/main/java/dev/framewatch/";
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /** As in {@code vision/YuNet}, relative to the sources of a module. */
    private static final Pattern PATH = Pattern.compile("[a-z]+(?:/[a-z]+)*/[A-Z]\\w+");

    /** As in {@code RuleTest}, {@code verdict.LightClips} or {@code Extractor.DESCRIPTION}. */
    private static final Pattern CLASS =
            Pattern.compile("(?:[a-z]+\\.)*([A-Z][a-z0-9]+[A-Z]\\w*)(?:\\.[A-Z_]+)?");

    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

    @Test
    void everyPathOfAClassExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String code : codes()) {
            if (PATH.matcher(code).matches() && !existsInAModule(SOURCES + code + ".java")) {
                missing.add(code);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassExists() throws IOException {
        Set<String> declared = declaredTypes();
        List<String> missing = new ArrayList<>();
        for (String code : codes()) {
            Matcher matcher = CLASS.matcher(code);
            if (matcher.matches() && !declared.contains(matcher.group(1))) {
                missing.add(code);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void bothKindsOfReferenceOccur() throws IOException {
        assertThat(codes()).contains("vision/YuNet", "RuleTest", "verdict.LightClips");
    }

    private static List<String> codes() throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static boolean existsInAModule(String path) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.anyMatch(module -> Files.isRegularFile(module.resolve(path)));
        }
    }

    private static Set<String> declaredTypes() throws IOException {
        Set<String> types = new HashSet<>();
        for (Path file : sources()) {
            DECLARATION
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> types.add(found.group(1)));
        }
        return types;
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path folder : modules.map(module -> module.resolve("src")).toList()) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> all = Files.walk(folder)) {
                        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
        return files;
    }
}
