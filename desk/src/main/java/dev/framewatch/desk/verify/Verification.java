package dev.framewatch.desk.verify;

import dev.framewatch.desk.timestamp.TimestampToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a verification.
 *
 * @param parts the export as a whole, followed by each sighting in it
 */
public record Verification(List<Part> parts) {
    public Verification {
        parts = List.copyOf(parts);
    }

    /** Returns whether all files match their manifests. */
    public boolean holds() {
        return parts.stream().allMatch(part -> part.problems().isEmpty());
    }

    /**
     * A manifest and the files it lists.
     *
     * @param folder path within the evidence; empty for the whole
     * @param sightings IDs of the sightings it documents
     * @param files number of listed files
     * @param problems mismatches, each naming its file
     * @param timestamp valid timestamp, or null
     */
    public record Part(
            String folder,
            List<String> sightings,
            int files,
            List<String> problems,
            @Nullable VerifiedToken timestamp) {
        public Part {
            sightings = List.copyOf(sightings);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A valid timestamp.
     *
     * @param token its content
     * @param trusted whether a trusted authority issued the signer's certificate; null if no
     *     authorities were given
     */
    public record VerifiedToken(TimestampToken token, @Nullable Boolean trusted) {}
}
