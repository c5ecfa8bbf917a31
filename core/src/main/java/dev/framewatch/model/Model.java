package dev.framewatch.model;

import dev.framewatch.file.Sha256;
import dev.framewatch.model.graph.Subgraph;
import java.util.List;

/**
 * A model that Framewatch knows how to use: what it is for, where it comes from, and the one file
 * that is accepted for it.
 *
 * @param id what commands call it: lower-case letters, digits, dot, dash
 * @param family how its outputs are read, and with that its role
 * @param origin who made it, or the file it was added from
 * @param licence under which it may be used
 * @param note what a user should know about it; may be empty
 * @param input what it wants to see
 * @param source how its file is obtained
 * @param bytes size of its ONNX file
 * @param sha256 of its ONNX file, 64 lower-case hexadecimal digits: the model's identity
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
                    "a model cannot be called '"
                            + id
                            + "': use up to 64 lower-case letters, digits, dots and dashes");
        }
    }

    public ModelRole role() {
        return family.role();
    }

    /** Where a model's ONNX file comes from. */
    public sealed interface Source {}

    /**
     * Converted from a TensorFlow.js graph model in a package.
     *
     * @param npm the package
     * @param files what is kept of it; the first is the graph, the others are its weights
     * @param cut the part of the graph that is converted
     */
    public record Packaged(NpmPackage npm, List<PackageFile> files, Subgraph cut)
            implements Source {
        public Packaged {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a packaged model needs at least one file");
            }
        }
    }

    /** Added by the user from a file; the store keeps a copy. */
    public record Added() implements Source {}
}
