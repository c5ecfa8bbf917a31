package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The program yt-dlp of this machine. Lists are asked for what they name, without looking at each
 * video; a video is taken as H.264 where there is such, without its sound where that is apart.
 */
public final class YtDlp {
    /** How many entries of a list are asked for at most. */
    public static final int MAX_ENTRIES = 1_000;

    private static final Duration LIST_TIMEOUT = Duration.ofMinutes(5);
    private static final long MAX_LIST_BYTES = 64L << 20;
    private static final long MARGIN_BYTES = 16L << 20;
    private static final int MAX_DEPTH = 4;

    /** All that is written has these names; nothing is called as the site wishes. */
    private static final String VIDEO = "video";

    private static final String INFO = "video.info.json";

    private final YtDlpProgram program;

    private YtDlp(YtDlpProgram program) {
        this.program = program;
    }

    /**
     * Looks for yt-dlp when it is first needed: where {@code FRAMEWATCH_YTDLP} says, else on the
     * {@code PATH}.
     */
    public static YtDlp of(Map<String, String> environment) {
        return new YtDlp(new YtDlpProgram(environment));
    }

    /**
     * Which yt-dlp is used.
     *
     * @throws YtDlpException when it is missing or too old, with the way out
     */
    public String version() throws YtDlpException, InterruptedException {
        return program.version();
    }

    /**
     * A video's page gives one entry; a user, a playlist or a collection one for each video.
     *
     * @param most entries that are asked for, from the top of the list
     * @throws YtDlpException with the reason
     */
    public List<InfoJson> list(URI page, int most, YtDlpOptions rules)
            throws YtDlpException, InterruptedException {
        return list(page, most, "--yes-playlist", LIST_TIMEOUT, rules);
    }

    private List<InfoJson> list(
            URI page, int most, String ambiguous, Duration time, YtDlpOptions rules)
            throws YtDlpException, InterruptedException {
        try (YtDlpRun run = program.prepare(page, rules, null)) {
            List<String> options =
                    List.of(
                            "--quiet",
                            "--dump-single-json",
                            "--flat-playlist",
                            ambiguous,
                            "--ignore-no-formats-error",
                            "--playlist-end",
                            Integer.toString(most));
            String out = run.run(options, new ProcessLimits(time, MAX_LIST_BYTES, MARGIN_BYTES));
            List<InfoJson> found = new ArrayList<>();
            collect(StrictJson.MAPPER.readTree(out), 0, most, found);
            return found;
        } catch (JacksonException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.OTHER, "yt-dlp did not answer with JSON for " + shown(page), e);
        }
    }

    /** A user's page may have lists for entries. */
    private static void collect(JsonNode node, int depth, int most, List<InfoJson> found) {
        if (node.path("entries").isArray()) {
            for (JsonNode entry : node.path("entries")) {
                if (depth < MAX_DEPTH) {
                    collect(entry, depth + 1, most, found);
                }
            }
        } else if (node instanceof ObjectNode object && found.size() < most) {
            found.add(InfoJson.of(object));
        }
    }

    /**
     * A video on disk, with what was said of it.
     *
     * @param file in the folder that was given
     */
    public record Downloaded(Path file, InfoJson info) {}

    /**
     * Brings the video of a page into a folder, which must be empty.
     *
     * @throws YtDlpException with the reason; {@link YtDlpErrorKind#NO_VIDEO} where there are only
     *     pictures or sound
     * @throws IOException when the folder cannot be written
     */
    public Downloaded download(URI page, Path folder, YtDlpLimits limits, YtDlpOptions rules)
            throws YtDlpException, IOException, InterruptedException {
        try (YtDlpRun run = program.prepare(page, rules, folder)) {
            List<String> options = downloadOptions(limits);
            ProcessLimits bounds =
                    new ProcessLimits(
                            limits.timeout(), MAX_LIST_BYTES, limits.maxBytes() + MARGIN_BYTES);
            String said = run.run(options, bounds);
            Path video = run.folder().resolve(VIDEO);
            if (!Files.isRegularFile(video)) {
                throw skipped(page, said, limits);
            }
            if (Files.size(video) > limits.maxBytes()) {
                throw tooLarge(page, limits);
            }
            InfoJson info = InfoJson.parse(Files.readString(run.folder().resolve(INFO)));
            return new Downloaded(Files.move(video, folder.resolve(VIDEO)), info);
        } catch (IllegalArgumentException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.OTHER, "yt-dlp wrote no JSON of " + shown(page), e);
        }
    }

    /**
     * What is said of a page that has no video but may have pictures.
     *
     * @throws YtDlpException with the reason
     */
    public InfoJson describe(URI page, YtDlpLimits limits, YtDlpOptions rules)
            throws YtDlpException, InterruptedException {
        List<InfoJson> found = list(page, 1, "--no-playlist", limits.timeout(), rules);
        if (found.isEmpty()) {
            throw new YtDlpException(
                    YtDlpErrorKind.GONE, "there is nothing at " + shown(page), null);
        }
        return found.getFirst();
    }

    private static List<String> downloadOptions(YtDlpLimits limits) {
        return List.of(
                "--no-simulate",
                "--no-progress",
                "--no-playlist",
                "--playlist-end",
                "1",
                "--no-write-playlist-metafiles",
                // Other protocols would be left to programs that know no proxy.
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

    /** yt-dlp ends well when it leaves out a video because of a limit. */
    private static YtDlpException skipped(URI page, String said, YtDlpLimits limits) {
        if (said.contains("max-filesize")) {
            return tooLarge(page, limits);
        }
        if (said.contains("does not pass filter")) {
            return new YtDlpException(
                    YtDlpErrorKind.TOO_LONG,
                    "%s: it is longer than %d s, the most that is fetched, or still goes on"
                            .formatted(shown(page), limits.maxDuration().toSeconds()),
                    null);
        }
        return new YtDlpException(
                YtDlpErrorKind.NO_VIDEO,
                shown(page) + ": " + YtDlpErrorKind.NO_VIDEO.description(),
                null);
    }

    private static YtDlpException tooLarge(URI page, YtDlpLimits limits) {
        return new YtDlpException(
                YtDlpErrorKind.TOO_LARGE,
                "%s: it is larger than %d MB, the most that is fetched"
                        .formatted(shown(page), limits.maxBytes() >> 20),
                null);
    }

    private static String shown(URI page) {
        return RedactedUrl.of(page);
    }
}
