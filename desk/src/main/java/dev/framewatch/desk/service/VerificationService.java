package dev.framewatch.desk.service;

import dev.framewatch.desk.api.VerificationDto;
import dev.framewatch.desk.timestamp.TrustedAuthorities;
import dev.framewatch.desk.verify.UnreadableEvidenceException;
import dev.framewatch.desk.verify.Verifier;
import dev.framewatch.error.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Verifies exported evidence, offline and without a database. */
public final class VerificationService {

    /**
     * Compares a ZIP, an extracted ZIP or the evidence folder of a sighting with its manifests.
     *
     * @param path ZIP or folder
     * @param authorities file with the certificates (PEM or DER) of trusted timestamp authorities,
     *     or null
     * @throws RefusedException if it is not evidence, or is unsafe to read
     */
    public VerificationDto verify(Path path, @Nullable Path authorities) throws IOException {
        TrustedAuthorities trusted =
                authorities == null ? null : TrustedAuthorities.read(authorities);
        try {
            return VerificationDto.of(path, Verifier.of(path, trusted));
        } catch (UnreadableEvidenceException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
