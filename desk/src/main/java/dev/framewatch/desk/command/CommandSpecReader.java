package dev.framewatch.desk.command;

import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the description of a command, and says all that is wrong with it at once. */
final class CommandSpecReader {
    private static final long MAX_FILE_BYTES = 1 << 20;
    private static final int DEFAULT_TIMEOUT_SECONDS = 600;
    private static final int MAX_TIMEOUT_SECONDS = 86_400;
    private static final int DEFAULT_MEGABYTES = 2_048;
    private static final int MAX_MEGABYTES = 1 << 20;
    private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String PLATFORM = "[a-z0-9][a-z0-9._-]{0,39}";

    private final Path file;
    private final YamlProblems problems;

    CommandSpecReader(Path file) {
        this.file = file.toAbsolutePath();
        this.problems = new YamlProblems(file.toString());
    }

    CommandSpec read() throws CommandException {
        String text;
        try {
            text = YamlDocument.text(file, MAX_FILE_BYTES);
        } catch (NoSuchFileException e) {
            throw new CommandException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        Optional<CommandSpec> read =
                YamlDocument.fields(file.toString(), text, problems).map(this::command);
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new CommandException(problems.message(), null);
        }
        return read.get();
    }

    private CommandSpec command(YamlFields fields) {
        Preset preset = preset(fields);
        String folder = fields.text("folder");
        List<String> run = run(fields, preset, folder);
        CommandSpec command =
                new CommandSpec(
                        file,
                        preset,
                        run,
                        folder.isBlank() ? null : file.resolveSibling(folder).normalize(),
                        Duration.ofSeconds(
                                fields.integer(
                                        "timeout",
                                        DEFAULT_TIMEOUT_SECONDS,
                                        1,
                                        MAX_TIMEOUT_SECONDS)),
                        (long) fields.integer("most-megabytes", DEFAULT_MEGABYTES, 1, MAX_MEGABYTES)
                                << 20,
                        environment(fields),
                        results(fields, preset),
                        fields.text("rows"),
                        postFields(fields, preset),
                        platform(fields, preset),
                        media(fields, preset));
        fields.rejectUnknown();
        return command;
    }

    private static Preset preset(YamlFields fields) {
        List<String> words = Arrays.stream(Preset.values()).map(Preset::yamlName).toList();
        String word = fields.choice("preset", Preset.NONE.yamlName(), words);
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.yamlName().equals(word))
                .findFirst()
                .orElse(Preset.NONE);
    }

    private List<String> run(YamlFields fields, Preset preset, String folder) {
        List<String> run = fields.has("run") ? fields.texts("run") : preset.run();
        if (run.isEmpty() && folder.isBlank()) {
            fields.reject(
                    "run",
                    "is missing: the command, each word on a line that starts with '-'; or 'folder'"
                            + " where files are only read");
        } else if (!run.isEmpty() && run.getFirst().isBlank()) {
            fields.reject("run", "the first word must name a program");
        } else if (run.size() == 1 && run.getFirst().strip().contains(" ")) {
            fields.reject(
                    "run",
                    "no shell reads it: write each word by itself, as [%s]"
                            .formatted(String.join(", ", run.getFirst().strip().split("\\s+"))));
        }
        for (String word : run) {
            Placeholders.findUnknown(word, Placeholders.COMMAND_LINE)
                    .ifPresent(unknown -> fields.reject("run", unknown));
        }
        return run;
    }

    private static List<String> environment(YamlFields fields) {
        List<String> names = fields.texts("environment");
        for (String name : names) {
            if (!name.matches(VARIABLE)) {
                fields.reject(
                        "environment",
                        "names variables, without their values; '%s' is no name".formatted(name));
            }
        }
        return names;
    }

    private static List<String> results(YamlFields fields, Preset preset) {
        List<String> globs = fields.has("results") ? fields.texts("results") : preset.results();
        if (globs.isEmpty()) {
            fields.reject(
                    "results",
                    "is missing: which files hold the rows, such as '*.json' or 'out/*.csv'");
        }
        for (String glob : globs) {
            if (glob.isBlank() || glob.startsWith("/") || glob.contains("..")) {
                fields.reject("results", "'%s' must lie within the folder".formatted(glob));
            } else {
                ResultFiles.globError(glob).ifPresent(why -> fields.reject("results", why));
            }
        }
        return globs;
    }

    private static Map<PostField, String> postFields(YamlFields fields, Preset preset) {
        Map<PostField, String> paths = new EnumMap<>(PostField.class);
        paths.putAll(preset.fields());
        fields.fields("fields")
                .ifPresent(own -> {
                    for (PostField field : PostField.values()) {
                        if (own.has(field.yamlName())) {
                            paths.put(field, own.text(field.yamlName()));
                        }
                    }
                    own.rejectUnknown();
                });
        if (paths.getOrDefault(PostField.ID, "").isBlank()) {
            fields.reject("fields.id", "is missing: where a row has the post's id");
        }
        return paths;
    }

    private static String platform(YamlFields fields, Preset preset) {
        String platform = fields.has("platform") ? fields.text("platform") : preset.platform();
        if (!platform.matches(PLATFORM)) {
            fields.reject(
                    "platform",
                    platform.isEmpty()
                            ? "is missing: where the posts are from, such as tiktok"
                            : "small letters and digits are needed, not '%s'".formatted(platform));
            return "unknown";
        }
        return platform;
    }

    private static List<String> media(YamlFields fields, Preset preset) {
        List<String> patterns = fields.has("media") ? fields.texts("media") : preset.media();
        if (patterns.isEmpty()) {
            fields.reject(
                    "media",
                    "is missing: where a row's video is, such as 'videos/{id}.mp4', or"
                            + " '{videoUrl}' for the address that stands in that column");
        }
        for (String pattern : patterns) {
            if (pattern.startsWith("/") || pattern.contains("..")) {
                fields.reject("media", "'%s' must lie within the folder".formatted(pattern));
            }
        }
        return patterns;
    }
}
