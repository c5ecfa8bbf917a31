package dev.framewatch.desk.feed;

import dev.framewatch.desk.http.AddressRefused;
import dev.framewatch.desk.http.WebAddress;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpRules;
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
 * @param address of a user, a playlist, a collection or one video
 * @param most entries of the list that are looked at, from its top
 * @param archive of yt-dlp; what it names is not brought
 * @param rules what yt-dlp may do
 */
public record YtDlpSettings(URI address, int most, @Nullable Path archive, YtDlpRules rules) {
    private static final int USUAL_MOST = 100;
    private static final long LARGEST_FILE = 1 << 20;

    /**
     * Those of a Source of kind {@link SourceKind#YTDLP}.
     *
     * @throws SourceFailed when the address is none, or the file has mistakes, which are listed
     */
    public static YtDlpSettings of(SourceSettings settings) throws SourceFailed {
        String place = settings.place().strip();
        String ending = place.substring(place.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean file = !place.contains("://") && (ending.equals("yaml") || ending.equals("yml"));
        if (file) {
            return read(Path.of(place), settings.allowPrivate());
        }
        try {
            URI address = WebAddress.of(place);
            YtDlpRules rules = new YtDlpRules(settings.allowPrivate(), "");
            return new YtDlpSettings(address, USUAL_MOST, null, rules);
        } catch (AddressRefused e) {
            throw new SourceFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static YtDlpSettings read(Path file, boolean allowPrivate) throws SourceFailed {
        YamlProblems problems = new YamlProblems(file.toString());
        String text;
        try {
            text = YamlDocument.text(file, LARGEST_FILE);
        } catch (IOException e) {
            throw new SourceFailed(UnreadableFile.sentence(file, e), e);
        }
        Optional<YtDlpSettings> read =
                YamlDocument.fields(file.toString(), text, problems)
                        .flatMap(fields -> of(file, fields, allowPrivate));
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new SourceFailed(problems.message());
        }
        return read.get();
    }

    private static Optional<YtDlpSettings> of(Path file, YamlFields fields, boolean allowPrivate) {
        Optional<URI> address = address(fields);
        int most = fields.whole("most", USUAL_MOST, 1, YtDlp.MOST_ENTRIES);
        String archive = fields.text("archive");
        String cookies = fields.text("cookies-from-browser");
        if (!YtDlpRules.isBrowser(cookies)) {
            fields.wrong(
                    "cookies-from-browser",
                    "must name a browser as yt-dlp does, such as firefox, not '" + cookies + "'");
            cookies = "";
        }
        fields.refuseOthers();
        Path archiveFile = archive.isBlank() ? null : file.toAbsolutePath().resolveSibling(archive);
        YtDlpRules rules = new YtDlpRules(allowPrivate, cookies);
        return address.map(found -> new YtDlpSettings(found, most, archiveFile, rules));
    }

    private static Optional<URI> address(YamlFields fields) {
        if (!fields.has("address")) {
            fields.wrong("address", "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(WebAddress.of(fields.text("address")));
        } catch (AddressRefused e) {
            fields.wrong("address", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
