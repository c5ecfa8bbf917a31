package dev.framewatch.desk.api;

import dev.framewatch.desk.verify.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a verification: the object of {@code verify --json}.
 *
 * @param path verified ZIP or folder
 * @param holds whether all files match their manifests
 * @param parts the whole first, then each sighting in it
 */
public record VerificationDto(String path, boolean holds, List<VerifiedPart> parts) {
    public VerificationDto {
        parts = List.copyOf(parts);
    }

    /** Returns the JSON shape of a verification. */
    public static VerificationDto of(Path path, Verification verification) {
        return new VerificationDto(
                path.toString(),
                verification.holds(),
                verification.parts().stream().map(VerifiedPart::of).toList());
    }

    /**
     * A manifest and the files it lists.
     *
     * @param folder path within the evidence; empty for the whole
     * @param sightings ids of the sightings whose evidence it is
     * @param files number of listed files
     * @param problems mismatches, each naming its file
     * @param timestamp valid timestamp, or null
     */
    public record VerifiedPart(
            String folder,
            List<String> sightings,
            int files,
            List<String> problems,
            @Nullable VerifiedTimestamp timestamp) {
        public VerifiedPart {
            sightings = List.copyOf(sightings);
            problems = List.copyOf(problems);
        }

        static VerifiedPart of(Verification.Part part) {
            Verification.VerifiedToken verifiedToken = part.timestamp();
            return new VerifiedPart(
                    part.folder(),
                    part.sightings(),
                    part.files(),
                    part.problems(),
                    verifiedToken == null ? null : VerifiedTimestamp.of(verifiedToken));
        }
    }

    /**
     * A valid timestamp.
     *
     * @param at time at which the authority received the hash
     * @param signer the name in the signing certificate
     * @param certificate SHA-256 of that certificate
     * @param serial the authority's number of the timestamp
     * @param policy under which it was issued, an object identifier
     * @param trusted whether a trusted authority issued the certificate; null if none was given
     */
    public record VerifiedTimestamp(
            Instant at,
            String signer,
            String certificate,
            String serial,
            String policy,
            @Nullable Boolean trusted) {
        static VerifiedTimestamp of(Verification.VerifiedToken verifiedToken) {
            return new VerifiedTimestamp(
                    verifiedToken.token().at(),
                    verifiedToken.token().signer(),
                    verifiedToken.token().certificate(),
                    verifiedToken.token().serial(),
                    verifiedToken.token().policy(),
                    verifiedToken.trusted());
        }
    }
}
