package dev.framewatch.desk.config;

import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.yaml.NumberRange;
import dev.framewatch.yaml.YamlFields;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry of a configuration file.
 *
 * @param yaml the fields
 * @param folder what relative paths are relative to: the folder of the file
 * @param environment environment variables of this process
 */
record EntryFields(YamlFields yaml, Path folder, Map<String, String> environment) {
    /** Returns a text; null if the field is absent. */
    @Nullable String text(String field) {
        return yaml.has(field) ? yaml.text(field).strip() : null;
    }

    List<String> texts(String field) {
        return yaml.texts(field);
    }

    boolean flag(String field) {
        return yaml.choice(field, "false", List.of("true", "false")).equals("true");
    }

    int integer(String field, int defaultValue, int min, int max) {
        return yaml.integer(field, defaultValue, min, max);
    }

    double score(String field) {
        return yaml.number(field, 0, new ScoreRange());
    }

    String required(String field) {
        String text = text(field);
        if (text == null || text.isEmpty()) {
            throw new InvalidFieldException(field, "is missing");
        }
        return text;
    }

    String requiredChoice(String field, List<String> choices) {
        String text = text(field);
        if (text == null || !choices.contains(text)) {
            throw new InvalidFieldException(
                    field,
                    text == null
                            ? "is missing; choose from " + String.join(", ", choices)
                            : "must be %s, not '%s'".formatted(String.join(" or ", choices), text));
        }
        return text;
    }

    /** Returns an absolute path. */
    String path(String text) {
        try {
            return folder.resolve(text).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new InvalidFieldException("file", "'%s' is not a valid path".formatted(text));
        }
    }

    /** Returns where a secret is, as {@code NAME_env} or {@code NAME_file} say; null if neither. */
    @Nullable SecretLocation location(String name) {
        String variable = text(name + "_env");
        String file = text(name + "_file");
        if (variable != null && file != null) {
            throw new InvalidFieldException(
                    name + "_file", "use either %s_env or %s_file".formatted(name, name));
        }
        if (variable == null && file == null) {
            return null;
        }
        return new SecretLocation(variable, file == null ? null : path(file));
    }

    /**
     * Returns a text that may be a secret: the one in the file, or in the variable or file that it
     * names.
     *
     * @param present the present text, which is kept if the file says nothing; null for none
     */
    String secretText(String field, @Nullable String present) {
        List<String> given =
                Stream.of(field, field + "_env", field + "_file").filter(yaml::has).toList();
        if (given.size() > 1) {
            throw new InvalidFieldException(
                    given.getLast(), "use only one of " + String.join(", ", given));
        }
        String text = text(field);
        SecretLocation location = location(field);
        if (location != null) {
            try {
                return location.read("the " + field, environment).strip();
            } catch (IOException e) {
                throw new InvalidFieldException(given.getFirst(), String.valueOf(e.getMessage()));
            }
        }
        if (text != null) {
            return text;
        }
        if (present == null) {
            throw new InvalidFieldException(
                    field, "is missing; %s_env or %s_file keep it secret".formatted(field, field));
        }
        return present;
    }

    /** Reports an invalid field of a request under its name in the file. */
    void reject(InvalidFieldException invalid) {
        String field =
                switch (invalid.field()) {
                    case "address" -> "url";
                    case "host", "port" -> "smtp";
                    default ->
                            invalid.field().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                };
        yaml.reject(field, String.valueOf(invalid.getMessage()));
    }

    private static final class ScoreRange implements NumberRange {
        @Override
        public boolean contains(double value) {
            return value >= 0 && value <= 1;
        }

        @Override
        public String toString() {
            return "from 0 to 1";
        }
    }
}
