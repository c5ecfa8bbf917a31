package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.source.FileErrors;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a yt-dlp source. Its location is a URL, or a YAML file with the fields {@code url},
 * {@code max_items}, {@code archive}, {@code cookies_from_browser}, {@code cookies} and {@code
 * user_agent}.
 *
 * @param url URL of a user, a playlist, a collection or one video
 * @param maxEntries maximum number of list entries, from the top
 * @param archive yt-dlp's download archive, whose videos are skipped; null for none
 * @param permissions permissions of yt-dlp
 */
public record YtDlpSettings(
        URI url, int maxEntries, @Nullable Path archive, YtDlpOptions permissions) {
    private static final int DEFAULT_MAX_ENTRIES = 100;
    private static final long MAX_FILE_BYTES = 1 << 20;

    /**
     * Returns the settings of a source of kind {@link SourceKind#YTDLP}.
     *
     * @throws SourceException if the URL is invalid, or listing all problems of the file
     */
    public static YtDlpSettings of(SourceSettings settings) throws SourceException {
        String place = settings.place().strip();
        String ending = place.substring(place.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean file = !place.contains("://") && (ending.equals("yaml") || ending.equals("yml"));
        if (file) {
            return read(Path.of(place), settings.allowPrivate());
        }
        try {
            URI url = UrlParser.of(place);
            YtDlpOptions permissions = new YtDlpOptions(settings.allowPrivate(), "");
            return new YtDlpSettings(url, DEFAULT_MAX_ENTRIES, null, permissions);
        } catch (AddressBlockedException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static YtDlpSettings read(Path file, boolean allowPrivate) throws SourceException {
        YamlProblems problems = new YamlProblems(file.toString());
        String text;
        try {
            text = YamlDocument.text(file, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new SourceException(FileErrors.describe(file, e), e);
        }
        Optional<YtDlpSettings> read =
                YamlDocument.fields(file.toString(), text, problems)
                        .flatMap(fields -> of(file, fields, allowPrivate));
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new SourceException(problems.message());
        }
        return read.get();
    }

    private static Optional<YtDlpSettings> of(Path file, YamlFields fields, boolean allowPrivate) {
        fields.alias("url", "address");
        fields.alias("max_items", "most");
        fields.alias("cookies_from_browser", "cookies-from-browser");
        Optional<URI> url = url(fields);
        int maxEntries = fields.integer("max_items", DEFAULT_MAX_ENTRIES, 1, YtDlp.MAX_ENTRIES);
        String archive = fields.text("archive");
        String cookies = fields.text("cookies_from_browser");
        if (!YtDlpOptions.isBrowser(cookies)) {
            fields.reject(
                    "cookies_from_browser",
                    "must be a browser name for yt-dlp, such as firefox, not '" + cookies + "'");
            cookies = "";
        }
        Path cookiesFile = sibling(file, fields.text("cookies"));
        if (cookiesFile != null && !Files.isReadable(cookiesFile)) {
            fields.reject("cookies", "cannot be read: " + cookiesFile);
        }
        String userAgent = fields.text("user_agent");
        if (!YtDlpOptions.isUserAgent(userAgent)) {
            fields.reject("user_agent", "must be one line without quotation marks");
            userAgent = "";
        }
        fields.rejectUnknown();
        Path archiveFile = sibling(file, archive);
        YtDlpOptions permissions = new YtDlpOptions(allowPrivate, cookies, cookiesFile, userAgent);
        return url.map(pageUrl -> new YtDlpSettings(pageUrl, maxEntries, archiveFile, permissions));
    }

    private static @Nullable Path sibling(Path file, String name) {
        return name.isBlank() ? null : file.toAbsolutePath().resolveSibling(name);
    }

    private static Optional<URI> url(YamlFields fields) {
        if (!fields.has("url")) {
            fields.reject("url", "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(UrlParser.of(fields.text("url")));
        } catch (AddressBlockedException e) {
            fields.reject("url", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
