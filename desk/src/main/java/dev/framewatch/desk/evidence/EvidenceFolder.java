package dev.framewatch.desk.evidence;

import dev.framewatch.desk.store.StoredResponse;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The evidence folder of a sighting, written atomically. It contains the annotated frames and
 * evidence.json of the video, sighting.json, what the source returned about the post, a page that
 * shows all of it, and a manifest of all hashes.
 */
public final class EvidenceFolder {

    private EvidenceFolder() {}

    /**
     * Writes the evidence; existing evidence is left unchanged.
     *
     * @param response answer in which the source returned the post; null if none was kept
     * @param frames folder that {@link EvidenceWriter} wrote for the video
     * @param version program version to record
     */
    public static void write(
            Path folder,
            SightingRecord facts,
            @Nullable StoredResponse response,
            Path frames,
            String version)
            throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
        Path unfinished = parent.resolve("." + folder.getFileName() + "." + UUID.randomUUID());
        Files.createDirectories(unfinished);
        try {
            for (Path file : files(frames)) {
                Path copy = unfinished.resolve(Objects.requireNonNull(file.getFileName()));
                if (!copy.endsWith(EvidencePage.NAME)) {
                    AtomicFile.write(copy, out -> Files.copy(file, out));
                }
            }
            OriginalPost original = OriginalPost.of(facts.post().post(), response);
            original.write(unfinished);
            AtomicFile.write(
                    unfinished.resolve("sighting.json"),
                    StrictJson.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(SightingJson.of(facts, version, original)));
            EvidencePage.of(facts, FrameOrigin.of(frames)).write(unfinished);
            writeManifest(unfinished, facts.sighting().id(), version);
            DurableFiles.publish(unfinished, folder);
        } finally {
            DurableFiles.deleteTree(unfinished);
        }
    }

    /** Writes the manifest of the folder. */
    private static void writeManifest(Path folder, String sighting, String version)
            throws IOException {
        List<ManifestEntry> listed = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = Objects.requireNonNull(file.getFileName()).toString();
            listed.add(new ManifestEntry(name, Sha256.of(file), Files.size(file)));
        }
        EvidenceManifest manifest = EvidenceManifest.of(version, List.of(sighting), null, listed);
        byte[] json = manifest.json();
        AtomicFile.write(folder.resolve(EvidenceManifest.NAME), json);
        AtomicFile.write(
                folder.resolve(EvidenceManifest.SUMS_FILE), manifest.sums(Sha256.of(json)));
    }

    /**
     * Deletes incomplete evidence left by a crash. Must not run while evidence is written.
     *
     * @param evidence parent folder of all evidence
     */
    public static void sweep(Path evidence) throws IOException {
        if (!Files.isDirectory(evidence)) {
            return;
        }
        List<Path> halves;
        try (Stream<Path> all = Files.walk(evidence)) {
            halves =
                    all.filter(path -> String.valueOf(path.getFileName()).startsWith(".")).toList();
        }
        for (Path half : halves) {
            DurableFiles.deleteTree(half);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
