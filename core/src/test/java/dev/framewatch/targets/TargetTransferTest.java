package dev.framewatch.targets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.targets.TargetService.Exported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that get another name, and that go to another home folder. */
class TargetTransferTest {
    private static final FileTime CHANGED = FileTime.from(Instant.parse("2026-11-30T10:00:00Z"));

    @TempDir private Path folder;
    private TargetStore store;
    private TargetService targets;

    @BeforeEach
    void aTargetWithAnEarlierVersionAndARejectedFace() throws IOException {
        store = new TargetStore(folder.resolve("targets"));
        targets = new TargetService(store);
        save(store, 1);
        save(store, 2);
        store.correct(
                "person",
                known ->
                        known.withReviewed(
                                "3f2a91c04b77",
                                List.of(
                                        FaceReference.reviewed(
                                                "3f2a91c04b77-4.00.jpg",
                                                Targets.ONES,
                                                new float[] {0.28f, -0.96f}))));
    }

    private static void save(TargetStore store, int weight) throws IOException {
        byte[] head = LinearHead.onnx(new float[] {weight, 0}, 0);
        store.save(Targets.confirmed("person", head, 2), head);
        Files.setLastModifiedTime(store.file("person"), CHANGED);
    }

    @Test
    void aRenamedTargetIsTheSameOneAndItsVersionsCanBePutBack() throws IOException {
        String head = targets.info("person").head();
        Files.setLastModifiedTime(store.file("person"), CHANGED);

        targets.rename("person", "other");

        assertThat(store.names()).containsExactly("other");
        assertThat(targets.info("other").head()).isEqualTo(head);
        assertThat(reviewed(targets.info("other"))).isOne();
        assertThat(Files.getLastModifiedTime(store.file("other"))).isEqualTo(CHANGED);
        assertThat(store.versions().of("person")).isEmpty();
        assertThat(targets.history("other")).hasSize(1);
        targets.restore("other", "");
        try (Target restored = store.open("other")) {
            assertThat(restored.manifest().head()).isNotEqualTo(head);
        }
    }

    @Test
    void howATargetWasTrainedIsKnownUnderItsNewName() throws IOException {
        TargetManifest before = targets.info("person");
        Files.writeString(store.recipe(before), "{}");

        targets.copy("person", "copy");
        targets.rename("person", "renamed");

        assertThat(store.recipe(targets.info("copy"))).hasContent("{}");
        assertThat(store.recipe(targets.info("renamed"))).hasContent("{}");
        assertThat(store.recipe(before)).doesNotExist();
    }

    @Test
    void classesThatAreNamedAfterATargetFollowIt() throws IOException {
        byte[] head = LinearHead.onnx(new float[] {1, 0}, 0);
        TargetManifest enrolled = Targets.enrolled("anna");
        assertThat(enrolled.named("ben").labels()).containsExactly("not ben", "ben");
        assertThat(Targets.face("anna", head, 2).named("ben").labels()).containsExactly("0", "1");
    }

    @Test
    void aCopyChangesNothingAboutTheOriginal() throws IOException {
        byte[] before = Files.readAllBytes(store.file("person"));

        targets.copy("person", "copy");

        assertThat(store.file("person")).hasBinaryContent(before);
        assertThat(targets.info("copy")).isEqualTo(targets.info("person").named("copy"));
        assertThat(targets.history("person")).hasSize(1);
        assertThat(targets.history("copy")).isEmpty();
    }

    @Test
    void aNameThatIsInUseOrInvalidIsRefusedAndNothingChanges() throws IOException {
        targets.copy("person", "copy");
        byte[] copy = Files.readAllBytes(store.file("copy"));

        assertThatThrownBy(() -> targets.rename("person", "copy"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("there is a target 'copy' already");
        assertThatThrownBy(() -> targets.copy("person", "copy"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> targets.rename("person", "../copy"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> targets.rename("anna", "ben"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("available: copy, person");
        assertThat(store.names()).containsExactly("copy", "person");
        assertThat(store.file("copy")).hasBinaryContent(copy);
    }

    @Test
    void anExportedTargetIsImportedElsewhereWithoutFacesThatReviewersRejected() throws IOException {
        Exported exported = targets.export("person", folder);
        assertThat(exported).isEqualTo(new Exported(folder.resolve("person.target"), 1));
        assertThatThrownBy(() -> targets.export("person", exported.file()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("exists already");

        TargetService elsewhere = new TargetService(new TargetStore(folder.resolve("elsewhere")));
        assertThat(elsewhere.importFile(exported.file(), "", false)).isEqualTo("person");
        assertThat(elsewhere.importFile(exported.file(), "anna", false)).isEqualTo("anna");

        assertThat(elsewhere.info("person").head()).isEqualTo(targets.info("person").head());
        assertThat(reviewed(elsewhere.info("person"))).isZero();
        assertThat(elsewhere.info("anna").name()).isEqualTo("anna");
    }

    @Test
    void anImportReplacesATargetOnlyOnRequestAndKeepsItAsAVersion() throws IOException {
        Path file = targets.export("person", folder.resolve("old.target")).file();
        save(store, 3);
        String head = targets.info("person").head();

        assertThatThrownBy(() -> targets.importFile(file, "", false))
                .isInstanceOf(ConflictException.class)
                .hasMessage("there is a target 'person' already");
        assertThat(targets.info("person").head()).isEqualTo(head);

        targets.importFile(file, "", true);
        assertThat(targets.info("person").head()).isNotEqualTo(head);
        assertThat(reviewed(targets.info("person"))).isOne();
        targets.restore("person", "");
        assertThat(targets.info("person").head()).isEqualTo(head);
    }

    @Test
    void aFileThatIsNoTargetIsNotImported() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no zip");
        assertThatThrownBy(() -> targets.importFile(notes, "notes", false))
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> targets.importFile(folder.resolve("none"), "", false))
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("no such file");
        assertThat(store.names()).containsExactly("person");
    }

    private static long reviewed(TargetManifest manifest) {
        return requireNonNull(manifest.confirmation()).rejected().stream()
                .filter(FaceReference::comesFromReview)
                .count();
    }
}
