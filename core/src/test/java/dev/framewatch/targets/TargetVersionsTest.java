package dev.framewatch.targets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.targets.TargetVersions.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetVersionsTest {
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    private static final String SIGHTING = "3f2a91c04b77";

    @TempDir private Path folder;
    private TargetStore targets;

    @BeforeEach
    void store() {
        targets = new TargetStore(folder);
    }

    @Test
    void whatIsReplacedCanBePutBackAndForth() throws IOException {
        byte[] first = saved(1);
        byte[] second = saved(2);

        Version version = targets.versions().of("person").getFirst();
        assertThat(version.changedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(targets.restore("person", version.id().substring(0, 4))).isEqualTo(version);
        assertThat(file()).hasBinaryContent(first);

        targets.restore("person", "");
        assertThat(file()).hasBinaryContent(second);
        assertThat(targets.versions().of("person")).hasSize(1);
    }

    @Test
    void theLastFiveAreKept() throws IOException {
        for (int i = 1; i <= TargetVersions.MAX + 3; i++) {
            saved(i);
        }
        assertThat(targets.versions().of("person"))
                .extracting(Version::changedAt)
                .containsExactly(
                        START.plusSeconds(7),
                        START.plusSeconds(6),
                        START.plusSeconds(5),
                        START.plusSeconds(4),
                        START.plusSeconds(3));
    }

    @Test
    void theSameTargetAgainIsNoNewVersion() throws IOException {
        byte[] once = saved(1);
        saved(1);
        assertThat(file()).hasBinaryContent(once);
        assertThat(targets.versions().of("person")).isEmpty();
    }

    @Test
    void rejectedFacesAreInNoVersionAndHoldForAll() throws IOException {
        saved(1);
        reject(face(0.28f, -0.96f));
        saved(2);
        assertThat(targets.versions().get("person", "").manifest().confirmation())
                .satisfies(one ->
                        assertThat(requireNonNull(one).rejected())
                                .noneMatch(FaceReference::comesFromReview));
        assertThat(rejected()).hasSize(1);

        targets.restore("person", "");
        assertThat(rejected()).hasSize(1);

        byte[] known = Files.readAllBytes(file());
        reject(face(0.28f, -0.96f));
        assertThat(file()).hasBinaryContent(known);
    }

    @Test
    void anAnswerThatIsTakenBackLeavesTheFileAsItWas() throws IOException {
        byte[] before = saved(1);
        TargetStore.Change change = reject(face(0.28f, -0.96f));
        assertThat(change.after()).isNotEqualTo(change.before());

        TargetStore.Change back = reject();
        assertThat(back.after()).isEqualTo(change.before());
        assertThat(file()).hasBinaryContent(before);
        assertThat(reject()).isEqualTo(new TargetStore.Change(back.after(), back.after()));
    }

    @Test
    void whatAKilledProcessLeavesIsNoVersionAndHindersNothing() throws IOException {
        byte[] first = saved(1);
        Path versions = Files.createDirectories(folder.resolve("versions/person"));
        Files.write(versions.resolve(".20261130T100001-000000000000.target.x.part"), first);
        targets.versions().keep("person", file()); // killed before the new target was written

        assertThat(file()).hasBinaryContent(first);
        saved(2);
        assertThat(targets.versions().of("person")).hasSize(1);
    }

    @Test
    void aDamagedTargetIsReplacedAndNotKept() throws IOException {
        Files.writeString(file(), "damaged");
        saved(1);
        assertThat(targets.versions().of("person")).isEmpty();
        assertThat(targets.names()).containsExactly("person");
    }

    @Test
    void aVersionThatIsNotThereIsRefusedWithThoseThatAre() throws IOException {
        saved(1);
        assertThatThrownBy(() -> targets.restore("person", ""))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no earlier version of 'person' (available: none)");
        saved(2);
        String id = targets.versions().get("person", "").id();
        assertThatThrownBy(() -> targets.restore("person", "x"))
                .hasMessage("no single version 'x' of 'person' (available: %s)", id);
    }

    @Test
    void aRemovedTargetLeavesNoVersion() throws IOException {
        saved(1);
        saved(2);
        assertThat(targets.remove("person")).isTrue();
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName))
                    .containsExactly(Path.of(".lock"));
        }
    }

    private Path file() {
        return targets.file("person");
    }

    /** Saves a target that differs by its weight, changed so many seconds after the start. */
    private byte[] saved(int weight) throws IOException {
        byte[] head = LinearHead.onnx(new float[] {weight, 0}, 0);
        targets.save(Targets.confirmed("person", head, 2), head);
        Files.setLastModifiedTime(file(), FileTime.from(START.plusSeconds(weight)));
        return Files.readAllBytes(file());
    }

    private TargetStore.Change reject(FaceReference... faces) throws IOException {
        return targets.correct("person", known -> known.withReviewed(SIGHTING, List.of(faces)));
    }

    private List<FaceReference> rejected() {
        return requireNonNull(TargetFile.readManifest(file()).confirmation()).rejected().stream()
                .filter(FaceReference::comesFromReview)
                .toList();
    }

    private static FaceReference face(float x, float y) {
        return FaceReference.reviewed(SIGHTING + "-4.00.jpg", Targets.ONES, new float[] {x, y});
    }
}
