package dev.framewatch.desk.timestamp;

import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/**
 * A timestamp response (RFC 3161, TimeStampResp). It is untrusted until verified: the hash, the
 * signature, and that the signer's certificate permits timestamping and was valid at that time.
 */
public final class TimestampResponse {
    /** Maximum size of a response in bytes; valid ones are far smaller. */
    public static final int MAX_BYTES = 256_000;

    private final TimeStampResponse response;
    private final TimeStampToken token;
    private final X509CertificateHolder signer;

    private TimestampResponse(
            TimeStampResponse response, TimeStampToken token, X509CertificateHolder signer) {
        this.response = response;
        this.token = token;
        this.signer = signer;
    }

    /**
     * Parses a response.
     *
     * @throws InvalidTimestampException if it is malformed, contains no timestamp, or is a
     *     rejection
     */
    public static TimestampResponse read(byte[] encoded) throws InvalidTimestampException {
        if (encoded.length > MAX_BYTES) {
            throw new InvalidTimestampException("the response exceeds the maximum size");
        }
        TimeStampResponse response = response(encoded);
        int status = response.getStatus();
        if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
            throw InvalidTimestampException.declined(
                    "the authority rejected the request (status %d%s)"
                            .formatted(status, reason(response)));
        }
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            throw new InvalidTimestampException(
                    "the authority granted the request but sent no timestamp");
        }
        return new TimestampResponse(response, token, signer(token));
    }

    /** Decodes a response. The library throws various runtime exceptions on malformed input. */
    private static TimeStampResponse response(byte[] encoded) throws InvalidTimestampException {
        try {
            return new TimeStampResponse(encoded);
        } catch (TSPException | IOException | RuntimeException e) {
            throw new InvalidTimestampException("the response is not a timestamp response", e);
        }
    }

    private static String reason(TimeStampResponse response) {
        String text = response.getStatusString();
        return text == null || text.isBlank()
                ? ""
                : ": " + text.replaceAll("\\p{Cc}", " ").substring(0, Math.min(200, text.length()));
    }

    private static X509CertificateHolder signer(TimeStampToken token)
            throws InvalidTimestampException {
        List<X509CertificateHolder> found =
                token.getCertificates().getMatches(null).stream()
                        .filter(one -> token.getSID().match(one))
                        .toList();
        if (found.size() != 1) {
            throw new InvalidTimestampException(
                    "the response does not contain the signing certificate");
        }
        return found.getFirst();
    }

    /**
     * Verifies the response to a request: equal hash and nonce, valid signature.
     *
     * @throws InvalidTimestampException if verification fails
     */
    TimestampToken tokenFor(TimestampRequest query) throws InvalidTimestampException {
        try {
            response.validate(query.request());
        } catch (TSPException | RuntimeException e) {
            throw new InvalidTimestampException(
                    "the timestamp does not match the request: " + e.getMessage(), e);
        }
        return tokenOver(query.request().getMessageImprintDigest());
    }

    /**
     * Verifies that this is a timestamp of a hash.
     *
     * @param sha256 32 bytes
     * @throws InvalidTimestampException if it covers another hash or its signature is invalid
     */
    public TimestampToken tokenOver(byte[] sha256) throws InvalidTimestampException {
        TimeStampTokenInfo info = token.getTimeStampInfo();
        if (!info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !Arrays.equals(info.getMessageImprintDigest(), sha256)) {
            throw new InvalidTimestampException("the timestamp covers a different hash");
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            return new TimestampToken(
                    info.getGenTime().toInstant(),
                    signer.getSubject().toString(),
                    Sha256.of(signer.getEncoded()),
                    info.getSerialNumber().toString(),
                    info.getPolicy().getId());
        } catch (TSPException
                | OperatorCreationException
                | CertificateException
                | IOException
                | RuntimeException e) {
            throw new InvalidTimestampException(
                    "the timestamp has no valid signature: " + e.getMessage(), e);
        }
    }

    /** Returns the certificate of the signer. */
    X509Certificate signingCertificate() throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(signer);
    }

    /** Returns all certificates in the response. */
    List<X509Certificate> certificates() throws CertificateException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> all = new ArrayList<>();
        for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
            all.add(converter.getCertificate(one));
        }
        return all;
    }
}
