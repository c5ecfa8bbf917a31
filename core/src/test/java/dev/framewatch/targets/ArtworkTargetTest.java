package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Quad;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are found by pictures which lie in their files. */
class ArtworkTargetTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void aTargetIsWritten() throws IOException {
        file = write("harbour", Prints.harbour());
    }

    private Path write(String name, RgbImage... pictures) throws IOException {
        List<byte[]> references = new ArrayList<>();
        for (RgbImage image : pictures) {
            references.add(ImageFiles.encodePng(image));
        }
        Path written = folder.resolve(name + ".target");
        TargetFile.write(
                written, Targets.artwork(name, references), Targets.ARTWORK_HEAD, references);
        return written;
    }

    @Test
    void eachTargetIsFoundByItsOwnArtworkAndAllShareTheLocalFeatures() throws IOException {
        List<Target> targets =
                List.of(
                        TargetFile.read(file),
                        TargetFile.read(write("mill", Prints.mill())),
                        TargetFile.read(write("both", Prints.mill(), Prints.harbour())));
        List<Backbones> opened = new ArrayList<>();
        try (FrameClassifier classifier =
                new FrameClassifier(
                        targets,
                        part -> {
                            opened.add(part);
                            return new FeatureExtractor(
                                    null, null, null, new LocalFeatureExtractor());
                        })) {
            var scores = classifier.classify(Street.showing(Prints.harbour(), 3));

            assertThat(opened).containsExactly(Backbones.artwork());
            assertThat(scores.get(0).probability()).isGreaterThan(0.95);
            assertThat(scores.get(1).probability()).isLessThan(0.2);
            assertThat(scores.get(2)).isEqualTo(scores.get(0));
            assertThat(scores.getFirst().region())
                    .isInstanceOfSatisfying(
                            Quad.class,
                            quad ->
                                    assertThat(Prints.iou(quad, Street.x(), Street.y()))
                                            .isGreaterThan(0.95));
        }
    }

    @Test
    void aTargetsScoreDoesNotDependOnOtherTargets() throws IOException {
        List<RgbImage> frames =
                List.of(
                        Street.showing(Prints.harbour(), 3),
                        Street.showing(Prints.mill(), 4),
                        Prints.clutter(5));
        List<TargetClassifier.Score> alone = scores(frames, file);
        Path mill = write("mill", Prints.mill());
        Path street = write("street", Prints.clutter(6));

        List<TargetClassifier.Score> together = scores(frames, file, mill, street);

        assertThat(alone).hasSize(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(together.get(3 * i)).isEqualTo(alone.get(i));
        }
    }

    /** Frame after frame, and of each frame Target after Target. */
    private static List<TargetClassifier.Score> scores(List<RgbImage> frames, Path... files) {
        List<Target> targets = Stream.of(files).map(TargetFile::read).toList();
        try (FrameClassifier classifier =
                new FrameClassifier(
                        targets,
                        _ -> new FeatureExtractor(null, null, null, new LocalFeatureExtractor()))) {
            return frames.stream().flatMap(frame -> classifier.classify(frame).stream()).toList();
        }
    }

    @Test
    void withoutAnyMatchTheScoreIsThatOfTheManifest() {
        try (Target target = TargetFile.read(file)) {
            var features =
                    new FeatureExtractor(null, null, null, new LocalFeatureExtractor())
                            .extract(Prints.flat(300, 300));

            assertThat(target.detector().score(features))
                    .isEqualTo(new TargetClassifier.Score(0.005, null));
        }
    }

    @Test
    void anotherReferenceThanTheManifestsIsRefused() throws IOException {
        byte[] other = ImageFiles.encodePng(Prints.mill());
        rewrite(parts -> parts.put("references/1.png", other));

        assertRefused("references/1.png: altered: its SHA-256 does not match the manifest");
    }

    @Test
    void aMissingReferenceIsRefused() throws IOException {
        rewrite(parts -> parts.remove("references/1.png"));

        assertRefused("references: the manifest lists 1, but there are 0");
    }

    @Test
    void aReferenceThatTheManifestDoesNotNameIsRefused() throws IOException {
        rewrite(parts -> parts.put("references/2.png", new byte[9]));

        assertRefused("references: the manifest lists 1, but there are 2");
    }

    @Test
    void aPartByAnotherNameIsRefused() throws IOException {
        rewrite(parts -> parts.put("references/../2.png", new byte[9]));

        assertRefused("not a target's parts");
    }

    @Test
    void aReferenceThatIsNotAnImageOrIsBlankIsRefused() throws IOException {
        for (byte[] reference : List.of(new byte[9], ImageFiles.encodePng(Prints.flat(99, 99)))) {
            List<byte[]> references = List.of(reference);
            TargetFile.write(
                    file, Targets.artwork("harbour", references), Targets.ARTWORK_HEAD, references);

            assertRefused("references/1.png: ");
        }
    }

    @Test
    void aManifestForArtworkRequiresReferences() {
        assertThatThrownBy(() -> Targets.artwork("empty", List.of()))
                .hasMessageContaining("references: 0");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> TargetFile.read(file).close())
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("harbour.target")
                .hasMessageContaining(message);
    }

    private interface Change {
        void make(Map<String, byte[]> parts);
    }

    private void rewrite(Change change) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        change.make(parts);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
    }
}
