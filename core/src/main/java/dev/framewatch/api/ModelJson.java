package dev.framewatch.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelStatus;
import dev.framewatch.model.NpmPackage;
import dev.framewatch.model.PackageFile;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code models --json}.
 *
 * @param isDefault whether it is the default model of its role
 * @param state {@code ready}, {@code absent} or {@code changed}
 * @param file path of its ONNX file
 * @param npm package that it comes from; null for an imported model
 * @param files files of that package; null for an imported model
 * @param problem description of the problem with the file; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelJson(
        String id,
        String role,
        @JsonProperty("default") boolean isDefault,
        String state,
        String origin,
        String licence,
        String note,
        ModelInput input,
        String file,
        long bytes,
        String sha256,
        @JsonProperty("package") @Nullable NpmPackage npm,
        @Nullable List<PackageFile> files,
        @Nullable String problem) {

    public static ModelJson of(ModelStatus status) {
        Model model = status.model();
        Model.@Nullable Packaged packaged =
                model.source() instanceof Model.Packaged source ? source : null;
        return new ModelJson(
                model.id(),
                model.role().label(),
                ModelCatalogue.standard(model.role()).equals(model),
                status.state().name().toLowerCase(Locale.ROOT),
                model.origin(),
                model.licence(),
                model.note(),
                model.input(),
                status.file().toString(),
                model.bytes(),
                model.sha256(),
                packaged == null ? null : packaged.npm(),
                packaged == null ? null : packaged.files(),
                status.problem().isEmpty() ? null : status.problem());
    }
}
