package dev.framewatch.desk.command;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mappings for programs with a known output format, which the YAML file need not repeat. */
public enum Preset {
    /** No preset: everything is described in the file. */
    NONE,
    /**
     * npm's tiktok-scraper: {@code trend_1589000000000.json} or {@code .csv}, and the videos in a
     * folder {@code trend}; likewise for users, hashtags and music.
     */
    TIKTOK_SCRAPER,
    /** A folder of videos with the {@code .info.json} files that yt-dlp writes next to them. */
    YTDLP_FOLDER;

    String yamlName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> run() {
        return switch (this) {
            case TIKTOK_SCRAPER -> List.of("tiktok-scraper", "trend", "-n", "1", "-d");
            case NONE, YTDLP_FOLDER -> List.of();
        };
    }

    List<String> results() {
        return switch (this) {
            case TIKTOK_SCRAPER -> List.of("*_*.json", "*_*.csv");
            case YTDLP_FOLDER -> List.of("**/*.info.json");
            case NONE -> List.of();
        };
    }

    Map<PostField, String> fields() {
        return switch (this) {
            case TIKTOK_SCRAPER ->
                    Map.ofEntries(
                            entry(PostField.ID, "id"),
                            entry(PostField.PAGE, "webVideoUrl"),
                            entry(PostField.AUTHOR_ID, "authorMeta.id"),
                            entry(PostField.AUTHOR, "authorMeta.name"),
                            entry(PostField.CAPTION, "text"),
                            entry(PostField.HASHTAGS, "hashtags.name"),
                            entry(PostField.POSTED_AT, "createTime"),
                            entry(PostField.VIEWS, "playCount"),
                            entry(PostField.LIKES, "diggCount"),
                            entry(PostField.SHARES, "shareCount"),
                            entry(PostField.COMMENTS, "commentCount"));
            case YTDLP_FOLDER -> Map.of(PostField.ID, "id");
            case NONE -> Map.of();
        };
    }

    /** Returns the platform; empty if the file must specify it. */
    String platform() {
        return switch (this) {
            case TIKTOK_SCRAPER -> "tiktok";
            case YTDLP_FOLDER -> "web";
            case NONE -> "";
        };
    }

    List<String> media() {
        return switch (this) {
            case TIKTOK_SCRAPER -> List.of("*/{id}.mp4", "{id}.mp4");
            case YTDLP_FOLDER ->
                    List.of("{file}.mp4", "{file}.webm", "{file}.mkv", "{file}.mov", "{file}.m4v");
            case NONE -> List.of();
        };
    }
}
