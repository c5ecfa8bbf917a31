package dev.framewatch.desk.timestamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** A timestamp request (RFC 3161): a hash and a nonce that the response must repeat. */
final class TimestampRequest {
    private static final int NONCE_BITS = 64;

    private final TimeStampRequest request;

    /**
     * @param sha256 32 bytes
     * @param random random generator for the nonce
     */
    TimestampRequest(byte[] sha256, RandomGenerator random) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] nonce = new byte[NONCE_BITS / Byte.SIZE];
        random.nextBytes(nonce);
        this.request = generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(1, nonce));
    }

    TimeStampRequest request() {
        return request;
    }

    /** Returns the DER encoding. */
    byte[] encoded() {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("the timestamp request cannot be encoded", e);
        }
    }
}
