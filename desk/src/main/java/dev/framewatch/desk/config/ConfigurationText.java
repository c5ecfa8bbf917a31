package dev.framewatch.desk.config;

import dev.framewatch.json.StrictJson;
import java.util.List;
import java.util.regex.Pattern;

/** Writes configurations as YAML. */
public final class ConfigurationText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./@+-]*");

    private ConfigurationText() {}

    /**
     * Returns a configuration file. What may be a secret is left out; when the file is applied to
     * the same home folder, it is kept.
     */
    public static String of(Configuration configuration) {
        StringBuilder text =
                new StringBuilder(
                        "# Framewatch configuration; names of variables and files stand for"
                                + " secrets.\n");
        for (Section section : Section.values()) {
            if (configuration.names(section).isEmpty()) {
                text.append("\n%s: {}\n".formatted(section.field()));
                continue;
            }
            text.append("\n%s:\n".formatted(section.field()));
            if (section == Section.WATCH) {
                append(text, "  ", configuration.fields(section, ""));
                continue;
            }
            appendEntries(text, configuration, section);
        }
        return text.toString();
    }

    /** Returns the text of {@code watch.yaml}: the settings of the watch and of single targets. */
    public static String ofWatch(Configuration configuration) {
        StringBuilder text = new StringBuilder();
        append(text, "", configuration.fields(Section.WATCH, ""));
        if (!configuration.targets().isEmpty()) {
            text.append("%s:\n".formatted(Section.TARGETS.field()));
            appendEntries(text, configuration, Section.TARGETS);
        }
        return text.toString();
    }

    private static void appendEntries(
            StringBuilder text, Configuration configuration, Section section) {
        for (String name : configuration.names(section)) {
            text.append("  %s:\n".formatted(scalar(name)));
            append(text, "    ", configuration.fields(section, name));
        }
    }

    private static void append(StringBuilder text, String indent, List<ConfigField> fields) {
        for (ConfigField field : fields) {
            if (field.isSecret()) {
                text.append(
                        "%s# %s: may hold a secret, so it is not written; without it the present one"
                                .formatted(indent, field.name()));
                text.append(" is kept\n");
                continue;
            }
            List<String> values = field.values().stream().map(ConfigurationText::scalar).toList();
            text.append(indent).append(field.name()).append(": ");
            text.append(field.isList() ? "[" + String.join(", ", values) + "]" : values.getFirst());
            text.append('\n');
        }
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : StrictJson.MAPPER.writeValueAsString(text);
    }
}
