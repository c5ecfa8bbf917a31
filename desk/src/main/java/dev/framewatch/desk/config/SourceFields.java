package dev.framewatch.desk.config;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.desk.source.SourceAccess;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.yaml.YamlDuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of a source as fields of a configuration file. */
final class SourceFields {
    private static final String DEFAULT_PASSWORD_VARIABLE = "FRAMEWATCH_SOURCE_PASSWORD";
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);
    private static final List<String> KINDS =
            Arrays.stream(SourceKind.values()).map(SourceKind::word).toList();

    private SourceFields() {}

    static List<ConfigField> of(SourceSettings settings) {
        ConfigField.Collector fields =
                new ConfigField.Collector()
                        .add("kind", settings.kind().word())
                        .addSecret("place", List.of(settings.place()), mayHoldSecret(settings))
                        .add("every", YamlDuration.text(settings.every()))
                        .addFlag("allow_private", settings.allowPrivate());
        SourceAccess access = settings.access();
        if (access == null) {
            return fields.fields();
        }
        SecretLocation password = access.password();
        return fields.add("user", access.user())
                .add("password_env", password == null ? null : password.variable())
                .add("password_file", password == null ? null : password.file())
                .addList("header", headers(access))
                .add("user_agent", access.userAgent())
                .fields();
    }

    private static boolean mayHoldSecret(SourceSettings settings) {
        if (settings.kind().isPath()) {
            return false;
        }
        try {
            return !RedactedUrl.of(UrlParser.of(settings.place())).equals(settings.place());
        } catch (AddressBlockedException e) {
            // yt-dlp also takes what is no address, such as "ytsearch:words"
            return settings.place().matches(".*[?#].*");
        }
    }

    private static List<String> headers(SourceAccess access) {
        return new TreeMap<>(access.headers())
                .entrySet().stream()
                        .map(header -> header.getKey() + "=" + place(header.getValue()))
                        .toList();
    }

    private static String place(SecretLocation location) {
        return location.variable() == null
                ? "file:" + location.file()
                : "env:" + location.variable();
    }

    /**
     * Reads the settings of a source.
     *
     * @param present settings of the source with this name; null if there is none
     * @throws InvalidFieldException if a field is invalid
     */
    static SourceSettings read(String name, EntryFields fields, @Nullable SourceSettings present) {
        SourceKind kind = SourceKind.of(fields.requiredChoice("kind", KINDS));
        String place =
                fields.secretText(
                        "place",
                        present == null || present.kind() != kind ? null : present.place());
        return new SourceSettings(
                name,
                kind,
                kind.isPath() && !place.isEmpty() ? fields.path(place) : place,
                YamlDuration.read(fields.yaml(), "every", DEFAULT_INTERVAL),
                fields.flag("allow_private"),
                access(fields));
    }

    private static @Nullable SourceAccess access(EntryFields fields) {
        String user = fields.text("user");
        String userAgent = fields.text("user_agent");
        SecretLocation password = fields.location("password");
        if (password == null && user != null) {
            password = new SecretLocation(DEFAULT_PASSWORD_VARIABLE, null);
        }
        Map<String, SecretLocation> headers = new LinkedHashMap<>();
        for (String header : fields.texts("header")) {
            String[] parts = header.split("=", 2);
            headers.put(parts[0], location(parts.length < 2 ? "" : parts[1], fields));
        }
        return user == null && userAgent == null && password == null && headers.isEmpty()
                ? null
                : new SourceAccess(user, password, headers, userAgent);
    }

    private static SecretLocation location(String text, EntryFields fields) {
        if (text.startsWith("env:")) {
            return new SecretLocation(text.substring("env:".length()), null);
        }
        if (text.startsWith("file:")) {
            return new SecretLocation(null, fields.path(text.substring("file:".length())));
        }
        throw new InvalidFieldException(
                "header", "must be NAME=env:VARIABLE or NAME=file:FILE, without the value itself");
    }
}
