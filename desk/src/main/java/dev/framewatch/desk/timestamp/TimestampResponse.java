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
 * An authority's answer (RFC 3161, TimeStampResp), which is hostile until its timestamp is checked:
 * over which hash it is, who signed it, and that the signer's certificate is meant for timestamps
 * and held at that moment.
 */
public final class TimestampResponse {
    /** No honest answer is larger; in bytes. */
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
     * Reads an answer.
     *
     * @throws InvalidTimestampException when it is something else, holds no timestamp, or says no
     */
    public static TimestampResponse read(byte[] encoded) throws InvalidTimestampException {
        if (encoded.length > MAX_BYTES) {
            throw new InvalidTimestampException("the answer is larger than any timestamp");
        }
        TimeStampResponse response = response(encoded);
        int status = response.getStatus();
        if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
            throw InvalidTimestampException.declined(
                    "the authority said no (status %d%s)".formatted(status, reason(response)));
        }
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            throw new InvalidTimestampException("the authority said yes and sent no timestamp");
        }
        return new TimestampResponse(response, token, signer(token));
    }

    /** What is no answer at all makes the library throw whatever it meets. */
    private static TimeStampResponse response(byte[] encoded) throws InvalidTimestampException {
        try {
            return new TimeStampResponse(encoded);
        } catch (TSPException | IOException | RuntimeException e) {
            throw new InvalidTimestampException("the answer is no timestamp reply", e);
        }
    }

    private static String reason(TimeStampResponse response) {
        String text = response.getStatusString();
        return text == null || text.isBlank()
                ? ""
                : ": "
                        + text.replaceAll("\\p{Cntrl}", " ")
                                .substring(0, Math.min(200, text.length()));
    }

    private static X509CertificateHolder signer(TimeStampToken token)
            throws InvalidTimestampException {
        List<X509CertificateHolder> found =
                token.getCertificates().getMatches(null).stream()
                        .filter(one -> token.getSID().match(one))
                        .toList();
        if (found.size() != 1) {
            throw new InvalidTimestampException(
                    "the certificate that signed the timestamp is not in it");
        }
        return found.getFirst();
    }

    /**
     * Checks that this answers a question: the same hash and the same number.
     *
     * @throws InvalidTimestampException when it does not, or is not signed as it should be
     */
    TimestampToken answers(TimestampRequest query) throws InvalidTimestampException {
        try {
            response.validate(query.request());
        } catch (TSPException | RuntimeException e) {
            throw new InvalidTimestampException(
                    "the timestamp is not of what was asked for: " + e.getMessage(), e);
        }
        return over(query.request().getMessageImprintDigest());
    }

    /**
     * Checks that this is a timestamp over a hash.
     *
     * @param sha256 32 bytes
     * @throws InvalidTimestampException when it is over another, or not signed as it should be
     */
    public TimestampToken over(byte[] sha256) throws InvalidTimestampException {
        TimeStampTokenInfo info = token.getTimeStampInfo();
        if (!info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !Arrays.equals(info.getMessageImprintDigest(), sha256)) {
            throw new InvalidTimestampException("the timestamp is over something else");
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
                    "the timestamp is not signed as it should be: " + e.getMessage(), e);
        }
    }

    /** The certificate that signed. */
    X509Certificate signingCertificate() throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(signer);
    }

    /** All certificates that came along. */
    List<X509Certificate> certificates() throws CertificateException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> all = new ArrayList<>();
        for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
            all.add(converter.getCertificate(one));
        }
        return all;
    }
}
