package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The yt-dlp installed on this machine. Lists are read flat, without opening each video; videos are
 * downloaded preferably as H.264, and video-only if the audio is a separate stream.
 */
public final class YtDlp {
    /** Maximum number of entries requested of a list. */
    public static final int MAX_ENTRIES = 1_000;

    private static final Duration LIST_TIMEOUT = Duration.ofMinutes(5);
    private static final long MAX_LIST_BYTES = 64L << 20;
    private static final long MARGIN_BYTES = 16L << 20;
    private static final int MAX_DEPTH = 4;

    /** Base name of all downloaded files; names suggested by the site are not used. */
    private static final String VIDEO = "video";

    private static final String INFO = "video.info.json";

    private static final Pattern TIKTOK_PHOTO =
            Pattern.compile("(https?://(?:www\\.|m\\.)?tiktok\\.com/@[^/?#]*)/photo/(\\d.*)");

    private final YtDlpProgram program;

    private YtDlp(YtDlpProgram program) {
        this.program = program;
    }

    /**
     * Returns an instance that locates yt-dlp on first use: {@code FRAMEWATCH_YTDLP} if set, else
     * the {@code PATH}.
     */
    public static YtDlp of(Map<String, String> environment) {
        return new YtDlp(new YtDlpProgram(environment));
    }

    /**
     * Returns the version of yt-dlp in use.
     *
     * @throws YtDlpException if yt-dlp is missing or too old, with advice on how to fix it
     */
    public String version() throws YtDlpException, InterruptedException {
        return program.version();
    }

    /**
     * The videos of a page.
     *
     * @param entries in the order of the list
     * @param output what yt-dlp printed, from which they were read
     * @param version version of yt-dlp
     */
    public record Listing(List<InfoJson> entries, byte[] output, String version) {
        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Lists the videos of a page: one entry for a video, one per video for a user, playlist or
     * collection.
     *
     * @param limit maximum number of entries, from the top of the list
     * @throws YtDlpException with the reason
     */
    public Listing list(URI page, int limit, YtDlpOptions permissions)
            throws YtDlpException, InterruptedException {
        return list(page, limit, "--yes-playlist", LIST_TIMEOUT, permissions);
    }

    private Listing list(
            URI page, int limit, String playlistOption, Duration timeout, YtDlpOptions permissions)
            throws YtDlpException, InterruptedException {
        try (YtDlpRun run = program.prepare(supported(page), permissions, null)) {
            List<String> options =
                    List.of(
                            "--quiet",
                            "--dump-single-json",
                            "--flat-playlist",
                            playlistOption,
                            "--ignore-no-formats-error",
                            "--playlist-end",
                            Integer.toString(limit));
            byte[] output =
                    run.run(options, new ProcessLimits(timeout, MAX_LIST_BYTES, MARGIN_BYTES))
                            .output();
            List<InfoJson> entries = new ArrayList<>();
            collect(StrictJson.MAPPER.readTree(output), 0, limit, entries);
            return new Listing(entries, output, program.version());
        } catch (JacksonException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.OTHER, "yt-dlp did not return JSON for " + redacted(page), e);
        }
    }

    /** Collects entries recursively: the entries of a user's page may themselves be lists. */
    private static void collect(JsonNode node, int depth, int limit, List<InfoJson> entries) {
        if (node.path("entries").isArray()) {
            for (JsonNode entry : node.path("entries")) {
                if (depth < MAX_DEPTH) {
                    collect(entry, depth + 1, limit, entries);
                }
            }
        } else if (node instanceof ObjectNode object && entries.size() < limit) {
            entries.add(InfoJson.of(object));
        }
    }

    /**
     * A downloaded video with its metadata.
     *
     * @param file a file in the folder passed to {@code download}
     */
    public record Downloaded(Path file, InfoJson info) {}

    /**
     * Downloads the video of a page into a folder, which must be empty.
     *
     * @throws YtDlpException with the reason; {@link YtDlpErrorKind#NO_VIDEO} if there are only
     *     images or audio
     * @throws IOException if the folder cannot be written
     */
    public Downloaded download(URI page, Path folder, YtDlpLimits limits, YtDlpOptions permissions)
            throws YtDlpException, IOException, InterruptedException {
        try (YtDlpRun run = program.prepare(supported(page), permissions, folder)) {
            List<String> options = downloadOptions(limits);
            ProcessLimits processLimits =
                    new ProcessLimits(
                            limits.timeout(), MAX_LIST_BYTES, limits.maxBytes() + MARGIN_BYTES);
            String output = run.run(options, processLimits).stdout();
            Path video = run.folder().resolve(VIDEO);
            if (!Files.isRegularFile(video)) {
                throw skipped(page, output, limits);
            }
            if (Files.size(video) > limits.maxBytes()) {
                throw tooLarge(page, limits);
            }
            InfoJson info =
                    InfoJson.parse(BoundedFile.text(run.folder().resolve(INFO), MAX_LIST_BYTES));
            return new Downloaded(Files.move(video, folder.resolve(VIDEO)), info);
        } catch (IllegalArgumentException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.OTHER, "yt-dlp wrote no JSON for " + redacted(page), e);
        }
    }

    /**
     * Returns the metadata of a page that has no video but may have images.
     *
     * @throws YtDlpException with the reason
     */
    public InfoJson describe(URI page, YtDlpLimits limits, YtDlpOptions permissions)
            throws YtDlpException, InterruptedException {
        List<InfoJson> entries =
                list(page, 1, "--no-playlist", limits.timeout(), permissions).entries();
        if (entries.isEmpty()) {
            throw new YtDlpException(
                    YtDlpErrorKind.UNAVAILABLE, "nothing found at " + redacted(page), null);
        }
        return entries.getFirst();
    }

    private static List<String> downloadOptions(YtDlpLimits limits) {
        return List.of(
                "--no-simulate",
                "--no-progress",
                "--no-playlist",
                "--playlist-end",
                "1",
                "--no-write-playlist-metafiles",
                // Other protocols require external programs, which bypass the proxy.
                "--format",
                "bv*[protocol^=http]/bv*[protocol^=m3u8]",
                "--format-sort",
                "vcodec:h264,res:720",
                "--match-filters",
                "!is_live & duration<=?" + limits.maxDuration().toSeconds(),
                "--max-filesize",
                Long.toString(limits.maxBytes()),
                "--output",
                VIDEO,
                "--write-info-json",
                "--no-mtime",
                "--no-continue",
                "--fixup",
                "never",
                "--hls-prefer-native",
                "--abort-on-unavailable-fragments");
    }

    /** Explains a missing file: yt-dlp exits with 0 when it skips a video because of a limit. */
    private static YtDlpException skipped(URI page, String output, YtDlpLimits limits) {
        if (output.contains("max-filesize")) {
            return tooLarge(page, limits);
        }
        if (output.contains("does not pass filter")) {
            return new YtDlpException(
                    YtDlpErrorKind.TOO_LONG,
                    "%s: it is live or exceeds the maximum length of %d s"
                            .formatted(redacted(page), limits.maxDuration().toSeconds()),
                    null);
        }
        return new YtDlpException(
                YtDlpErrorKind.NO_VIDEO,
                redacted(page) + ": " + YtDlpErrorKind.NO_VIDEO.description(),
                null);
    }

    private static YtDlpException tooLarge(URI page, YtDlpLimits limits) {
        return new YtDlpException(
                YtDlpErrorKind.TOO_LARGE,
                "%s: it exceeds the maximum size of %d MB"
                        .formatted(redacted(page), limits.maxBytes() >> 20),
                null);
    }

    /** Returns the address by which yt-dlp knows a photo post on TikTok: that of a video. */
    private static URI supported(URI page) {
        Matcher photo = TIKTOK_PHOTO.matcher(page.toString());
        return photo.matches() ? URI.create(photo.group(1) + "/video/" + photo.group(2)) : page;
    }

    private static String redacted(URI page) {
        return RedactedUrl.of(page);
    }
}
