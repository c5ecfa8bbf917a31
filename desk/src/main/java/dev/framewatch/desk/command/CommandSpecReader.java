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

/** Reads the YAML file that describes a command; reports all problems at once. */
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
            throw new CommandException(file + ": no such file", e);
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
        fields.alias("max_output_mb", "most-megabytes");
        Preset preset = preset(fields);
        String folder = fields.text("folder");
        List<String> commandLine = run(fields, preset, folder);
        CommandSpec command =
                new CommandSpec(
                        file,
                        preset,
                        commandLine,
                        folder.isBlank() ? null : file.resolveSibling(folder).normalize(),
                        Duration.ofSeconds(
                                fields.integer(
                                        "timeout",
                                        DEFAULT_TIMEOUT_SECONDS,
                                        1,
                                        MAX_TIMEOUT_SECONDS)),
                        (long) fields.integer("max_output_mb", DEFAULT_MEGABYTES, 1, MAX_MEGABYTES)
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
        List<String> names = Arrays.stream(Preset.values()).map(Preset::yamlName).toList();
        String name = fields.choice("preset", Preset.NONE.yamlName(), names);
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.yamlName().equals(name))
                .findFirst()
                .orElse(Preset.NONE);
    }

    private List<String> run(YamlFields fields, Preset preset, String folder) {
        List<String> commandLine =
                fields.has("run")
                        ? fields.texts("run").stream().map(Placeholders::withCurrentNames).toList()
                        : preset.run();
        if (commandLine.isEmpty() && folder.isBlank()) {
            fields.reject(
                    "run",
                    "is missing: the command line, each word on a line that starts with '-'; or"
                            + " 'folder' to read files only");
        } else if (!commandLine.isEmpty() && commandLine.getFirst().isBlank()) {
            fields.reject("run", "the first word must be a program");
        } else if (commandLine.size() == 1 && commandLine.getFirst().strip().contains(" ")) {
            fields.reject(
                    "run",
                    "not run by a shell: list each word separately, as in [%s]"
                            .formatted(
                                    String.join(
                                            ", ", commandLine.getFirst().strip().split("\\s+"))));
        }
        for (String argument : commandLine) {
            Placeholders.findUnknown(argument, Placeholders.COMMAND_LINE)
                    .ifPresent(error -> fields.reject("run", error));
        }
        return commandLine;
    }

    private static List<String> environment(YamlFields fields) {
        List<String> names = fields.texts("environment");
        for (String name : names) {
            if (!name.matches(VARIABLE)) {
                fields.reject(
                        "environment",
                        "must list variable names without values; '%s' is not a name"
                                .formatted(name));
            }
        }
        return names;
    }

    private static List<String> results(YamlFields fields, Preset preset) {
        List<String> globs = fields.has("results") ? fields.texts("results") : preset.results();
        if (globs.isEmpty()) {
            fields.reject(
                    "results",
                    "is missing: the files with the rows, such as '*.json' or 'out/*.csv'");
        }
        for (String glob : globs) {
            if (glob.isBlank() || glob.startsWith("/") || glob.contains("..")) {
                fields.reject("results", "'%s' must be within the folder".formatted(glob));
            } else {
                ResultFiles.globError(glob).ifPresent(error -> fields.reject("results", error));
            }
        }
        return globs;
    }

    private static Map<PostField, String> postFields(YamlFields fields, Preset preset) {
        Map<PostField, String> paths = new EnumMap<>(PostField.class);
        paths.putAll(preset.fields());
        fields.fields("fields")
                .ifPresent(mapping -> {
                    for (PostField field : PostField.values()) {
                        if (!field.formerYamlName().equals(field.yamlName())) {
                            mapping.alias(field.yamlName(), field.formerYamlName());
                        }
                        if (mapping.has(field.yamlName())) {
                            paths.put(field, mapping.text(field.yamlName()));
                        }
                    }
                    mapping.rejectUnknown();
                });
        if (paths.getOrDefault(PostField.ID, "").isBlank()) {
            fields.reject("fields.id", "is missing: the path of the post's id in a row");
        }
        return paths;
    }

    private static String platform(YamlFields fields, Preset preset) {
        String platform = fields.has("platform") ? fields.text("platform") : preset.platform();
        if (!platform.matches(PLATFORM)) {
            fields.reject(
                    "platform",
                    platform.isEmpty()
                            ? "is missing: the platform of the posts, such as tiktok"
                            : ("must consist of lower-case letters, digits, dots, hyphens and"
                                            + " underscores, not '%s'")
                                    .formatted(platform));
            return "unknown";
        }
        return platform;
    }

    private static List<String> media(YamlFields fields, Preset preset) {
        List<String> patterns = fields.has("media") ? fields.texts("media") : preset.media();
        if (patterns.isEmpty()) {
            fields.reject(
                    "media",
                    "is missing: the location of a row's video, such as 'videos/{id}.mp4', or"
                            + " '{videoUrl}' for the URL in that column");
        }
        for (String pattern : patterns) {
            if (pattern.startsWith("/") || pattern.contains("..")) {
                fields.reject("media", "'%s' must be within the folder".formatted(pattern));
            }
        }
        return patterns;
    }
}
