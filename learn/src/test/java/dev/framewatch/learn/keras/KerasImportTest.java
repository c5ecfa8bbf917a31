package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.home.Home;
import dev.framewatch.learn.keras.KerasImport.ImportOptions;
import dev.framewatch.learn.keras.KerasImport.Imported;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelStatus;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From files of Keras and Teachable Machine to models and Targets that can be used. */
class KerasImportTest {
    private static final ImportOptions NONE = new ImportOptions("vgg16", List.of(), List.of());

    @TempDir private Path folder;
    private Path export;
    private ModelStore models;
    private TargetStore targets;
    private KerasImport imports;

    @BeforeEach
    void unpack() throws IOException {
        export = Fixtures.teachable(Files.createDirectory(folder.resolve("export")));
        Fixtures.hdf5(folder);
        models = new ModelStore(new Home(folder, folder.resolve("cache")), Npm.on(null));
        targets = new TargetStore(folder.resolve("targets"));
        imports = new KerasImport(models, targets, ProgressListener.SILENT);
    }

    @Test
    void teachableMachinesClassesBecomeTargetsThatScoreAsItsOwnLibrary() throws IOException {
        Imported imported = imports.add(export, "pets", NONE);

        assertThat(imported.targets())
                .as("'Background' says no")
                .containsExactly("pets-Cat", "pets-Dog");
        assertThat(models.verify())
                .filteredOn(status -> status.model().id().equals("pets"))
                .extracting(ModelStatus::state)
                .containsExactly(ModelStatus.State.READY);
        JsonNode expected = Fixtures.json("teachable/expected.json");
        for (int i = 0; i < 2; i++) {
            assertThat(score(imported.targets().get(i), picture(expected.get("size").intValue())))
                    .isCloseTo(expected.get("together").get(i).doubleValue(), within(1e-5));
        }
    }

    private double score(String name, RgbImage image) {
        try (Target target = targets.open(name);
                FeatureExtractor extractor =
                        new BackboneLoader(models, ProgressListener.SILENT)
                                .open(target.manifest().backbones())) {
            return target.detector().score(extractor.extract(image)).probability();
        }
    }

    /** The picture of {@code teachable-reference.js} before its preprocessing. */
    private static RgbImage picture(int size) {
        byte[] rgb = new byte[size * size * 3];
        int random = 12345;
        for (int i = 0; i < rgb.length; i++) {
            random = random * 1664525 + 1013904223;
            int x = i / 3 % size;
            int y = i / 3 / size;
            rgb[i] = (byte) (((x * 3 + y * 5 + i % 3 * 40) & 127) + (random >>> 25));
        }
        return new RgbImage(size, size, rgb);
    }

    @Test
    void anImportedTargetSaysThatNothingIsKnownAboutItsQuality() throws IOException {
        imports.add(export, "pets", new ImportOptions("vgg16", List.of(), List.of("Dog")));

        TargetManifest manifest = TargetFile.readManifest(targets.file("pets"));
        assertThat(targets.names()).containsExactly("pets");
        assertThat(manifest.kind()).isEqualTo(TargetKind.SCENE);
        assertThat(manifest.labels()).containsExactly("not Dog", "Dog");
        assertThat(manifest.evaluation().accuracy()).isNull();
        assertThat(manifest.thresholds().balanced()).isEqualTo(0.5);
    }

    @Test
    void aHeadBecomesATargetOnTheBackboneItWasTrainedOn() throws IOException {
        imports.add(export, "pets", NONE);

        Imported imported =
                imports.add(
                        folder.resolve("forty.h5"),
                        "forty",
                        new ImportOptions("pets", List.of(), List.of()));

        assertThat(imported.backbone()).isNull();
        assertThat(imported.targets()).containsExactly("forty");
        TargetManifest manifest = TargetFile.readManifest(targets.file("forty"));
        assertThat(manifest.labels()).as("the tutorial's classes").containsExactly("0", "1");
        assertThat(score("forty", picture(64))).isBetween(0.0, 1.0);
    }

    @Test
    void labelsGivenByHandNameTheClasses() throws IOException {
        imports.add(export, "pets", NONE);
        ImportOptions options =
                new ImportOptions("pets", List.of("trump", "nobody"), List.of("trump"));

        imports.add(folder.resolve("forty.h5"), "forty", options);

        assertThat(TargetFile.readManifest(targets.file("forty")).labels())
                .containsExactly("nobody", "trump");
        ImportOptions three = new ImportOptions("pets", List.of("a", "b", "c"), List.of());
        assertThatThrownBy(() -> imports.add(folder.resolve("forty.h5"), "other", three))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("it has 2 classes, but the labels are [a, b, c]");
    }

    @Test
    void aHeadWithoutItsBackboneIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> imports.add(folder.resolve("tutorial.h5"), "trump", NONE))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(folder.resolve("tutorial.h5").toString())
                .hasMessageContainingAll("there is no 'vgg16'", "import that one first");
        assertThat(targets.names()).isEmpty();
    }

    @Test
    void aHeadForOtherFeaturesIsRefusedWithBothNumbers() throws IOException {
        imports.add(export, "pets", NONE);

        ImportOptions wrong = new ImportOptions("pets", List.of(), List.of());
        assertThatThrownBy(() -> imports.add(folder.resolve("tutorial.h5"), "trump", wrong))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("it expects 12 features, but 'pets' has 40");
    }

    @Test
    void aClassThatIsNotThereIsRefusedAndNothingStays() throws IOException {
        ImportOptions wrong = new ImportOptions("vgg16", List.of(), List.of("Horse"));

        assertThatThrownBy(() -> imports.add(export, "pets", wrong))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("no class 'Horse' (available: Cat, Dog, Background)");
        assertThat(targets.names()).isEmpty();
        assertThat(models.models()).extracting(Model::id).doesNotContain("pets");
    }

    @Test
    void aTargetThatIsThereIsNotReplaced() throws IOException {
        imports.add(export, "pets", NONE);
        models.remove("pets");

        assertThatThrownBy(() -> imports.add(export, "pets", NONE))
                .isInstanceOf(ConflictException.class)
                .hasMessageContainingAll("'pets-Cat' already", "remove it first");
        assertThat(models.models()).extracting(Model::id).doesNotContain("pets");
    }

    @Test
    void labelsThatGiveTheSameNameAreRefused() throws IOException {
        Path metadata = export.resolve("metadata.json");
        Files.writeString(
                metadata,
                Files.readString(metadata).replace("\"Cat\",\"Dog\"", "\"big cat\",\"big/cat\""));

        assertThatThrownBy(() -> imports.add(export, "pets", NONE))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("would have the same name 'pets-big-cat'");
    }
}
