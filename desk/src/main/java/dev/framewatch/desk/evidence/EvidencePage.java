package dev.framewatch.desk.evidence;

import dev.framewatch.desk.post.PostName;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.page.PageTemplate;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.text.LocalTimeFormat;
import dev.framewatch.verdict.RunText;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page with which an evidence folder opens in a browser: what was seen, when and where, and the
 * frames.
 *
 * @param title heading
 * @param facts what is known, by name
 * @param caption text of the post; empty if there is none
 * @param page URL of the post, http or https; null if there is none
 */
public record EvidencePage(String title, List<Fact> facts, String caption, @Nullable String page) {
    /** Name of the file. */
    public static final String NAME = "index.html";

    /** What a frame without marks adds to the name of the marked one. */
    private static final String UNMARKED = "-unmarked.jpg";

    private static final Pattern MARKED = Pattern.compile("\\d\\d-at-(-?\\d+(?:\\.\\d+)?)s\\.jpg");

    public EvidencePage {
        facts = List.copyOf(facts);
    }

    /** A named value. */
    public record Fact(String name, String value) {
        static Fact frames(int positives, int sampled, double longestSeconds, double threshold) {
            return new Fact(
                    "Frames",
                    String.format(
                            Locale.ROOT,
                            "%d of %d positive, longest run %.1f s, threshold %.2f",
                            positives,
                            sampled,
                            longestSeconds,
                            threshold));
        }

        static Fact origin(FrameOrigin origin) {
            return new Fact("Frames taken from", origin.description());
        }
    }

    /** A frame: a thumbnail, and the names of both files. */
    record Frame(String thumbnail, String caption, String marked, @Nullable String unmarked) {}

    /** Model of the template. */
    record Model(EvidencePage page, List<Frame> frames, List<String> files) {}

    /** Returns the page of a sighting. */
    static EvidencePage of(SightingRecord facts, FrameOrigin origin) {
        var post = facts.post().post();
        var verdict = facts.verdict();
        URI page = post.page();
        List<Fact> known = new ArrayList<>();
        known.add(
                new Fact(
                        "Verdict",
                        verdict.isMatch()
                                ? "possible match"
                                : verdict.verdict() + ": " + verdict.reason()));
        known.add(
                Fact.frames(
                        verdict.positiveFrames(),
                        verdict.sampledFrames(),
                        verdict.longestSeconds(),
                        verdict.threshold()));
        known.add(Fact.origin(origin));
        String file = PostName.of(post).file();
        if (file != null) {
            known.add(new Fact("File", file));
        }
        if (!verdict.at().isEmpty()) {
            known.add(new Fact("Seen in the clip", RunText.of(verdict.at())));
        }
        known.add(new Fact("Author", post.author().name()));
        known.add(new Fact("Posted", time(post.postedAt())));
        known.add(new Fact("Seen by Framewatch", time(facts.sighting().seenAt())));
        known.add(new Fact("Source", facts.post().source()));
        known.add(new Fact("Video (SHA-256)", facts.video().sha256()));
        known.add(new Fact("Sighting", facts.sighting().id()));
        return new EvidencePage(
                facts.sighting().target(),
                known,
                post.caption(),
                page == null ? null : page.toString());
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "unknown" : new LocalTimeFormat(ZoneOffset.UTC).second(time);
    }

    /**
     * Writes the page into a folder that holds everything else.
     *
     * @throws IOException if a frame cannot be read
     */
    void write(Path folder) throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.list(folder)) {
            files =
                    all.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals(NAME))
                            .sorted()
                            .toList();
        }
        List<Frame> frames = new ArrayList<>();
        for (String name : files) {
            Matcher marked = MARKED.matcher(name);
            if (marked.matches()) {
                String unmarked = unmarked(name);
                frames.add(
                        new Frame(
                                thumbnail(folder.resolve(name)),
                                marked.group(1) + " s",
                                name,
                                files.contains(unmarked) ? unmarked : null));
            }
        }
        String html =
                new PageTemplate(EvidencePage.class, "evidence")
                        .page(title, new Model(this, frames, files));
        DurableFiles.write(folder.resolve(NAME), html.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the best frame of an evidence folder as a data URI; null if there is none. */
    public static @Nullable String bestFrame(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            Path best =
                    all.filter(file -> isMarked(String.valueOf(file.getFileName())))
                            .sorted()
                            .findFirst()
                            .orElse(null);
            return best == null ? null : thumbnail(best);
        }
    }

    /** Returns whether a file of an evidence folder is a marked frame; the best one is first. */
    public static boolean isMarked(String name) {
        return MARKED.matcher(name).matches();
    }

    /** Returns the time of a marked frame in seconds, to two places; empty if it is none. */
    public static OptionalDouble seconds(String name) {
        Matcher marked = MARKED.matcher(name);
        return marked.matches()
                ? OptionalDouble.of(Double.parseDouble(marked.group(1)))
                : OptionalDouble.empty();
    }

    /** Returns the name of a marked frame: its rank, and its time in the video. */
    static String marked(int rank, double seconds) {
        return String.format(Locale.ROOT, "%02d-at-%.2fs.jpg", rank, seconds);
    }

    /** Returns the name of the same frame without marks. */
    public static String unmarked(String marked) {
        return marked.replaceFirst("\\.jpg$", UNMARKED);
    }

    private static String thumbnail(Path jpeg) throws IOException {
        try {
            return Thumbnail.dataUri(ImageFiles.read(jpeg), null);
        } catch (UnreadableImageException e) {
            throw new IOException(jpeg + ": " + e.getMessage(), e);
        }
    }
}
