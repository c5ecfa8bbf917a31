package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What yt-dlp says of one video, as in its {@code .info.json} files: the fields of any site under
 * the same names, most of which may be absent.
 */
public final class InfoJson {
    /** How the page is downloaded, and what may be secret in that; not what was posted. */
    private static final Set<String> DOWNLOAD_FIELDS =
            Set.of(
                    "formats",
                    "requested_formats",
                    "requested_downloads",
                    "requested_subtitles",
                    "http_headers",
                    "cookies",
                    "fragments",
                    "fragment_base_url",
                    "manifest_url",
                    "automatic_captions",
                    "subtitles",
                    "heatmap",
                    "filename",
                    "_filename",
                    "_format_sort_fields",
                    "epoch");

    private static final Set<String> IMAGE_EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");
    private static final String WEB = "web";
    private static final int MAX_IMAGES = 100;

    private final ObjectNode json;

    private InfoJson(ObjectNode json) {
        this.json = json;
    }

    static InfoJson of(ObjectNode json) {
        return new InfoJson(json);
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static InfoJson parse(String text) {
        try {
            if (StrictJson.MAPPER.readTree(text) instanceof ObjectNode object) {
                return new InfoJson(object);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("no JSON object");
    }

    /** The platform in lower case; {@code web} where yt-dlp knows the page as a page only. */
    public String platform() {
        String key = isLink() ? text("ie_key") : text("extractor_key");
        String name =
                (key.isEmpty() ? text("extractor") : key)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]", "");
        return name.isEmpty() || name.startsWith("generic") || name.startsWith("html5")
                ? WEB
                : name;
    }

    /** Whether yt-dlp knows whose page it is, so that {@link #id} tells it from all others. */
    public boolean hasPlatform() {
        return !platform().equals(WEB);
    }

    /** What the platform calls the video; of a page of no platform only its last part. */
    public String id() {
        return text("id");
    }

    /** As in the lines of a download archive. */
    public String archiveLine() {
        String key = isLink() ? text("ie_key") : text("extractor_key");
        return key.toLowerCase(Locale.ROOT) + " " + text("id");
    }

    /** Where a person can see it; absent unless it is an address of http or https. */
    public Optional<URI> page() {
        return address(text("webpage_url"))
                .or(() -> isLink() ? address(text("url")) : address(text("original_url")));
    }

    public String uploaderId() {
        return firstText("uploader_id", "channel_id");
    }

    public String uploader() {
        return firstText("uploader", "channel", "creator", "artist");
    }

    /** Title and description; one alone where it holds the other, as on TikTok. */
    public String caption() {
        String title = text("title").strip();
        String description = text("description").strip();
        String beginning = title.replaceAll("(\\.\\.\\.|…)$", "").strip();
        if (description.isEmpty() || description.startsWith(beginning)) {
            return description.isEmpty() ? title : description;
        }
        return title.isEmpty() ? description : title + "\n" + description;
    }

    /** What the site calls tags. */
    public List<String> tags() {
        return texts("tags");
    }

    /** When it was posted; where only a day is known, its beginning in UTC. */
    public @Nullable Instant postedAt() {
        JsonNode timestamp = json.path("timestamp");
        try {
            if (timestamp.isNumber()) {
                return Instant.ofEpochMilli(Math.round(timestamp.doubleValue() * 1000));
            }
            String day = text("upload_date");
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    public @Nullable Long views() {
        return count("view_count");
    }

    public @Nullable Long likes() {
        return count("like_count");
    }

    public @Nullable Long shares() {
        return count("repost_count");
    }

    public @Nullable Long comments() {
        return count("comment_count");
    }

    /** Whether it is a transmission that goes on now or has not begun. */
    public boolean isLive() {
        return json.path("is_live").asBoolean(false) || text("live_status").equals("is_upcoming");
    }

    /** How many videos the page has that this one is on, itself included. */
    public int videosOnPage() {
        return Math.max(1, Math.max(number("n_entries"), number("playlist_count")));
    }

    private int number(String field) {
        return json.path(field).asInt(0);
    }

    /** The pictures of a post in photo mode, in their order: formats that are pictures. */
    public List<URI> images() {
        Set<URI> found = new LinkedHashSet<>();
        for (JsonNode format : json.path("formats")) {
            if (IMAGE_EXTENSIONS.contains(
                    format.path("ext").asString("").toLowerCase(Locale.ROOT))) {
                address(format.path("url").asString("")).ifPresent(found::add);
            }
        }
        return found.stream().limit(MAX_IMAGES).toList();
    }

    /**
     * Pictures that stand for the post. yt-dlp lists them from worst to best; of those with the
     * same file name the best is taken.
     */
    public List<URI> covers() {
        List<URI> covers = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode thumbnail : json.path("thumbnails").valueStream().toList().reversed()) {
            Optional<URI> address = address(thumbnail.path("url").asString(""));
            if (address.isPresent() && names.add(String.valueOf(address.get().getPath()))) {
                covers.add(address.get());
            }
        }
        return covers.reversed().stream().limit(MAX_IMAGES).toList();
    }

    /** What the site said of the post, without how it is downloaded. */
    public String metadata() {
        ObjectNode kept = json.deepCopy();
        kept.remove(DOWNLOAD_FIELDS);
        if (!isLink()) {
            kept.remove("url");
        }
        List<String> own =
                kept.propertyNames().stream().filter(name -> name.startsWith("__")).toList();
        kept.remove(own);
        return kept.toString();
    }

    /** Whether it is an entry of a list that only links to the video. */
    private boolean isLink() {
        return text("_type").startsWith("url");
    }

    private @Nullable Long count(String field) {
        JsonNode value = json.path(field);
        return value.isNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : json.path(field)) {
            if (value.isString() && !value.stringValue().isBlank()) {
                texts.add(value.stringValue().strip());
            }
        }
        return texts;
    }

    private String firstText(String... fields) {
        for (String field : fields) {
            String text = text(field);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private String text(String field) {
        JsonNode value = json.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(UrlParser.of(text));
        } catch (AddressBlockedException _) {
            return Optional.empty();
        }
    }
}
