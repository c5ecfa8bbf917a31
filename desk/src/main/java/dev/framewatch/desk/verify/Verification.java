package dev.framewatch.desk.verify;

import dev.framewatch.desk.timestamp.TimestampToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds and what does not.
 *
 * @param parts the whole first, then each Sighting in it
 */
public record Verification(List<Part> parts) {
    public Verification {
        parts = List.copyOf(parts);
    }

    /** Whether all of it is as it was recorded. */
    public boolean holds() {
        return parts.stream().allMatch(part -> part.problems().isEmpty());
    }

    /**
     * A manifest and the files it lists.
     *
     * @param folder within what was checked; empty for the whole
     * @param sightings ids of those whose evidence it is
     * @param files how many the manifest lists
     * @param problems what is not as it was recorded, each naming its file
     * @param seal what a timestamp says; null when there is none that holds
     */
    public record Part(
            String folder,
            List<String> sightings,
            int files,
            List<String> problems,
            @Nullable Seal seal) {
        public Part {
            sightings = List.copyOf(sightings);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A timestamp that holds.
     *
     * @param stamp what it says
     * @param trusted whether a certificate the user trusts vouches for the signer; null when the
     *     user named none
     */
    public record Seal(TimestampToken stamp, @Nullable Boolean trusted) {}
}
