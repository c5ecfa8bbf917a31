package dev.framewatch.desk.timestamp;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;

/** A timestamp authority on this machine, with a certificate authority of its own. */
public final class TestAuthority implements AutoCloseable {
    /** How it behaves. */
    public enum Mood {
        HONEST,
        WRONG_NONCE,
        WRONG_IMPRINT,
        OTHER_CERTIFICATE,
        OUT_OF_ORDER,
        REJECTING,
        RUBBISH
    }

    public static final Instant NOW = Instant.parse("2026-03-01T12:05:00Z");

    private static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private final LoopbackSite site;
    private final KeyPair signing = keys();
    private final X509CertificateHolder root;
    private final X509CertificateHolder stamping;
    private final X509CertificateHolder other;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Mood mood = Mood.HONEST;

    public TestAuthority() throws IOException {
        KeyPair top = keys();
        X500Name name = new X500Name("CN=Test root");
        root = certificate(name, top, name, top, true, null);
        stamping =
                certificate(
                        name,
                        top,
                        new X500Name("CN=Test stamps,O=Framewatch tests"),
                        signing,
                        false,
                        KeyPurposeId.id_kp_timeStamping);
        other =
                certificate(
                        name,
                        top,
                        new X500Name("CN=Test web server"),
                        signing,
                        false,
                        KeyPurposeId.id_kp_serverAuth);
        site = new LoopbackSite().otherwise(this::answer);
    }

    public URI address() {
        return site.at("/stamp");
    }

    public void is(Mood next) {
        mood = next;
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    /** Writes the certificate that vouches for it. */
    public Path writeRoot(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(root);
        }
        return Files.writeString(file, text.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] sent = exchange.getRequestBody().readAllBytes();
        boolean asIs =
                "application/timestamp-query"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (mood == Mood.OUT_OF_ORDER || !asIs) {
            exchange.sendResponseHeaders(asIs ? 500 : 415, -1);
        } else {
            byte[] reply = mood == Mood.RUBBISH ? new byte[] {0x30, 0x03, 1, 2} : reply(sent);
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    /** What it replies to a request. */
    byte[] reply(byte[] query) {
        try {
            TimeStampRequest request = new TimeStampRequest(query);
            TimeStampResponseGenerator replies =
                    new TimeStampResponseGenerator(
                            tokens(mood == Mood.OTHER_CERTIFICATE ? other : stamping),
                            TSPAlgorithms.ALLOWED);
            if (mood == Mood.REJECTING) {
                return replies.generateFailResponse(
                                PKIStatus.REJECTION, PKIFailureInfo.badAlg, "not today")
                        .getEncoded();
            }
            TimeStampRequest answered =
                    switch (mood) {
                        case WRONG_NONCE ->
                                request(request.getMessageImprintDigest(), BigInteger.TWO);
                        case WRONG_IMPRINT -> request(new byte[32], request.getNonce());
                        default -> request;
                    };
            return replies.generate(answered, BigInteger.valueOf(asked.get()), Date.from(NOW))
                    .getEncoded();
        } catch (TSPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TimeStampRequest request(byte[] digest, BigInteger nonce) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    /**
     * @param certificate that goes along; signed is with the right one in any case
     */
    private TimeStampTokenGenerator tokens(X509CertificateHolder certificate) {
        try {
            TimeStampTokenGenerator tokens =
                    new TimeStampTokenGenerator(
                            new JcaSimpleSignerInfoGeneratorBuilder()
                                    .build("SHA256withECDSA", signing.getPrivate(), stamping),
                            new JcaDigestCalculatorProviderBuilder()
                                    .build()
                                    .get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                            POLICY);
            tokens.addCertificates(new CollectionStore<>(List.of(certificate, root)));
            return tokens;
        } catch (OperatorCreationException | TSPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509CertificateHolder certificate(
            X500Name issuer,
            KeyPair issuing,
            X500Name subject,
            KeyPair held,
            boolean root,
            @Nullable KeyPurposeId purpose) {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        root ? BigInteger.ONE : BigInteger.TWO,
                        Date.from(NOW.minus(Duration.ofDays(1))),
                        Date.from(NOW.plus(Duration.ofDays(365))),
                        subject,
                        held.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(root));
            if (purpose == null) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            } else {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            }
            return builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(issuing.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
