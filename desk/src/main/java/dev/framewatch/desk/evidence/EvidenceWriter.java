package dev.framewatch.desk.evidence;

import dev.framewatch.api.ScanJson;
import dev.framewatch.desk.evidence.EvidencePage.Fact;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.json.StrictJson;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the evidence of a match: the best frames as JPEG with box, time and score drawn in, and
 * evidence.json, from which the verdict can be recomputed.
 */
public final class EvidenceWriter {
    /** Maximum number of frames written. */
    public static final int FRAMES = 6;

    /** Caution recorded with every match. */
    static final String NOTE = "A match is a lead, not an identification.";

    /** Name of the file with the scores. */
    static final String FILE = "evidence.json";

    private final String version;
    private final FrameOrigin origin;

    /** Writes evidence with frames of videos. */
    public EvidenceWriter(String version) {
        this(version, FrameOrigin.VIDEO);
    }

    /**
     * @param version program version to record
     * @param origin what the frames are taken from
     */
    public EvidenceWriter(String version, FrameOrigin origin) {
        this.version = version;
        this.origin = origin;
    }

    /** Returns the program version. */
    public String version() {
        return version;
    }

    /** Content of evidence.json. */
    record File(
            String framewatch,
            String video,
            @Nullable String videoSha256,
            String target,
            String detectorSha256,
            String verdict,
            String rule,
            double every,
            double threshold,
            Coverage coverage,
            double share,
            int positives,
            double longestSeconds,
            List<ScanJson.OneFrame> frames,
            List<String> pictures,
            String frameOrigin,
            String note) {}

    /** Returns the folder for a video and target. */
    public static Path folder(Path root, VideoResult result, TargetResult target) {
        String video = Objects.toString(result.video().getFileName(), "video");
        String content = result.sha256() == null ? "stills" : result.sha256().substring(0, 12);
        return root.resolve(safe(video) + "-" + content).resolve(target.target());
    }

    /**
     * Writes the evidence of a match, replacing any earlier evidence. The folder appears complete
     * or not at all.
     */
    public void write(
            Path folder, VideoResult result, TargetResult target, List<EvidenceFrame> kept)
            throws IOException {
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
        String hidden = "." + folder.getFileName() + "." + UUID.randomUUID();
        Path unfinished = parent.resolve(hidden + ".part");
        Path earlier = parent.resolve(hidden + ".old");
        try {
            Files.createDirectories(unfinished);
            fill(unfinished, result, target, kept);
            if (Files.exists(folder)) {
                Files.move(folder, earlier, StandardCopyOption.ATOMIC_MOVE);
            }
            DurableFiles.publish(unfinished, folder);
        } finally {
            DurableFiles.deleteTree(unfinished);
            DurableFiles.deleteTree(earlier);
        }
    }

    private void fill(
            Path folder, VideoResult result, TargetResult target, List<EvidenceFrame> kept)
            throws IOException {
        List<String> pictures = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            EvidenceFrame frame = kept.get(i);
            String name = EvidencePage.marked(i + 1, frame.frame().seconds());
            DurableFiles.write(folder.resolve(name), AnnotatedFrame.jpeg(frame, target.target()));
            DurableFiles.write(
                    folder.resolve(EvidencePage.unmarked(name)), AnnotatedFrame.unmarked(frame));
            pictures.add(name);
        }
        File file = describe(result, target, pictures);
        DurableFiles.write(
                folder.resolve(FILE),
                StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
        page(file).write(folder);
    }

    private EvidencePage page(File file) {
        return new EvidencePage(
                file.target(),
                List.of(
                        new Fact("Verdict", file.verdict().replace('_', ' ')),
                        new Fact("Video", file.video()),
                        Fact.frames(
                                file.positives(),
                                file.frames().size(),
                                file.longestSeconds(),
                                file.threshold()),
                        Fact.origin(origin),
                        new Fact(
                                "Video (SHA-256)",
                                Objects.toString(file.videoSha256(), "unknown"))),
                "",
                null);
    }

    private File describe(VideoResult result, TargetResult target, List<String> pictures) {
        return new File(
                version,
                Objects.toString(result.video().getFileName(), "video"),
                result.sha256(),
                target.target(),
                target.detector(),
                target.verdict().word(),
                target.rule().toString(),
                result.every(),
                target.threshold(),
                result.coverage(),
                target.share(),
                target.positives(),
                target.longestSeconds(),
                target.frames().stream().map(ScanJson.OneFrame::of).toList(),
                pictures,
                origin.word(),
                NOTE);
    }

    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }
}
