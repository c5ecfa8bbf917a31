package dev.framewatch.desk.timestamp;

import dev.framewatch.file.BoundedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/**
 * Certificates of trusted timestamp authorities. Revocation is not checked, since that requires
 * network access.
 */
public final class TrustedAuthorities {
    private static final int MAX_BYTES = 4_000_000;

    private final Set<TrustAnchor> anchors;

    private TrustedAuthorities(Set<TrustAnchor> anchors) {
        this.anchors = anchors;
    }

    /**
     * Reads certificates (PEM or DER).
     *
     * @throws IOException if the file contains none
     */
    public static TrustedAuthorities read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": too large for a certificate file");
        }
        Set<TrustAnchor> anchors = new HashSet<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate one :
                    factory.generateCertificates(
                            new ByteArrayInputStream(BoundedFile.bytes(file, MAX_BYTES)))) {
                anchors.add(new TrustAnchor((X509Certificate) one, null));
            }
        } catch (CertificateException e) {
            throw new IOException(file + ": contains no certificates (PEM or DER)", e);
        }
        if (anchors.isEmpty()) {
            throw new IOException(file + ": contains no certificates (PEM or DER)");
        }
        return new TrustedAuthorities(anchors);
    }

    /**
     * Returns whether a certificate chain led from the signer to one of these at the time of the
     * timestamp.
     */
    public boolean isTrusted(TimestampResponse reply, TimestampToken token) {
        try {
            X509CertSelector signer = new X509CertSelector();
            signer.setCertificate(reply.signingCertificate());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, signer);
            parameters.addCertStore(
                    CertStore.getInstance(
                            "Collection", new CollectionCertStoreParameters(reply.certificates())));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(token.at()));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
