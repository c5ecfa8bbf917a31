package dev.framewatch.desk.service;

import dev.framewatch.desk.api.VerificationDto;
import dev.framewatch.desk.timestamp.TrustedAuthorities;
import dev.framewatch.desk.verify.UnreadableEvidenceException;
import dev.framewatch.desk.verify.Verifier;
import dev.framewatch.error.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Verifies exported evidence. It needs neither a database nor a network. */
public final class VerificationService {

    /**
     * Compares a zip, an unpacked zip or the evidence folder of a Sighting with its manifests.
     *
     * @param path the zip or folder
     * @param authorities a file of certificates, PEM or DER, of trusted timestamp authorities; null
     *     where none is named
     * @throws RefusedException when it is no evidence, or is not safe to read
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
