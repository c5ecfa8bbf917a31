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
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What yt-dlp is asked for by one Source. Its place is an address, or a YAML file with the fields
 * {@code address}, {@code most}, {@code archive} and {@code cookies-from-browser}.
 *
 * @param url of a user, a playlist, a collection or one video
 * @param maxEntries entries of the list that are looked at, from its top
 * @param archive of yt-dlp; what it names is not brought
 * @param permissions what yt-dlp may do
 */
public record YtDlpSettings(
        URI url, int maxEntries, @Nullable Path archive, YtDlpOptions permissions) {
    private static final int DEFAULT_MAX_ENTRIES = 100;
    private static final long MAX_FILE_BYTES = 1 << 20;

    /**
     * Those of a Source of kind {@link SourceKind#YTDLP}.
     *
     * @throws SourceException when the address is none, or the file has mistakes, which are listed
     */
    public static YtDlpSettings of(SourceSettings settings) throws SourceException {
        String place = settings.place().strip();
        String ending = place.substring(place.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean file = !place.contains("://") && (ending.equals("yaml") || ending.equals("yml"));
        if (file) {
            return read(Path.of(place), settings.allowPrivate());
        }
        try {
            URI address = UrlParser.of(place);
            YtDlpOptions rules = new YtDlpOptions(settings.allowPrivate(), "");
            return new YtDlpSettings(address, DEFAULT_MAX_ENTRIES, null, rules);
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
        Optional<URI> address = url(fields);
        int most = fields.integer("most", DEFAULT_MAX_ENTRIES, 1, YtDlp.MAX_ENTRIES);
        String archive = fields.text("archive");
        String cookies = fields.text("cookies-from-browser");
        if (!YtDlpOptions.isBrowser(cookies)) {
            fields.reject(
                    "cookies-from-browser",
                    "must name a browser as yt-dlp does, such as firefox, not '" + cookies + "'");
            cookies = "";
        }
        fields.rejectUnknown();
        Path archiveFile = archive.isBlank() ? null : file.toAbsolutePath().resolveSibling(archive);
        YtDlpOptions rules = new YtDlpOptions(allowPrivate, cookies);
        return address.map(found -> new YtDlpSettings(found, most, archiveFile, rules));
    }

    private static Optional<URI> url(YamlFields fields) {
        if (!fields.has("address")) {
            fields.reject("address", "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(UrlParser.of(fields.text("address")));
        } catch (AddressBlockedException e) {
            fields.reject("address", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
