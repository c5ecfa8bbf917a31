package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.json.JsonProblem;
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
 * Metadata of one video as reported by yt-dlp, in the format of its {@code .info.json} files: field
 * names are the same for every site, and most fields are optional.
 */
public final class InfoJson {
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
     * Parses a JSON object.
     *
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public static InfoJson parse(String text) {
        try {
            if (StrictJson.MAPPER.readTree(text) instanceof ObjectNode object) {
                return new InfoJson(object);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(JsonProblem.of(e), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /**
     * Returns the platform in lower case, or {@code web} if yt-dlp read the page with its generic
     * extractor.
     */
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

    /**
     * Returns whether a site-specific extractor was used, so that {@link #id} is unique on its
     * platform.
     */
    public boolean hasPlatform() {
        return !platform().equals(WEB);
    }

    /**
     * Returns the platform's id of the video; without a platform, the last path segment of the
     * page.
     */
    public String id() {
        return text("id");
    }

    /** Returns the video's line in a download archive. */
    public String archiveLine() {
        String key = isLink() ? text("ie_key") : text("extractor_key");
        return key.toLowerCase(Locale.ROOT) + " " + text("id");
    }

    /** Returns the URL of the page; empty unless it is an http or https URL. */
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

    /**
     * Returns title and description; only the description if it starts with the title, as on
     * TikTok.
     */
    public String caption() {
        String title = text("title").strip();
        String description = text("description").strip();
        String beginning = title.replaceAll("(\\.\\.\\.|…)$", "").strip();
        if (description.isEmpty() || description.startsWith(beginning)) {
            return description.isEmpty() ? title : description;
        }
        return title.isEmpty() ? description : title + "\n" + description;
    }

    /** Returns the tags as listed by the site. */
    public List<String> tags() {
        return texts("tags");
    }

    /**
     * Returns the time of posting; if only the day is known, its beginning in UTC; null if unknown.
     */
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

    /** Returns whether it is a live broadcast in progress or an upcoming one. */
    public boolean isLive() {
        return json.path("is_live").asBoolean(false) || text("live_status").equals("is_upcoming");
    }

    /** Returns the number of videos on the page, including this one. */
    public int videosOnPage() {
        return Math.max(1, Math.max(number("n_entries"), number("playlist_count")));
    }

    private int number(String field) {
        return json.path(field).asInt(0);
    }

    /** Returns the images of a photo post in order: the formats that are images. */
    public List<URI> images() {
        Set<URI> images = new LinkedHashSet<>();
        for (JsonNode format : json.path("formats")) {
            if (IMAGE_EXTENSIONS.contains(
                    format.path("ext").asString("").toLowerCase(Locale.ROOT))) {
                address(format.path("url").asString("")).ifPresent(images::add);
            }
        }
        return images.stream().limit(MAX_IMAGES).toList();
    }

    /**
     * Returns the cover images of the post. yt-dlp lists them from worst to best; of those with the
     * same file name the best is returned.
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

    /** Returns the site's metadata of the post as JSON, without the fields about the download. */
    public String metadata() {
        ObjectNode copy = json.deepCopy();
        copy.remove(DownloadFields.NAMES);
        if (!isLink()) {
            copy.remove("url");
        }
        List<String> internal =
                copy.propertyNames().stream().filter(name -> name.startsWith("__")).toList();
        copy.remove(internal);
        return copy.toString();
    }

    /** Returns whether it is a flat playlist entry that only links to the video. */
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
