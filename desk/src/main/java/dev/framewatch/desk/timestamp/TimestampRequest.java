package dev.framewatch.desk.timestamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** What an authority is asked: a hash, and a number that its answer must repeat. */
final class TimestampRequest {
    private static final int NONCE_BITS = 64;

    private final TimeStampRequest request;

    /**
     * @param sha256 32 bytes
     * @param chance for the number
     */
    TimestampRequest(byte[] sha256, RandomGenerator chance) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] nonce = new byte[NONCE_BITS / Byte.SIZE];
        chance.nextBytes(nonce);
        this.request = generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(1, nonce));
    }

    TimeStampRequest request() {
        return request;
    }

    /** As RFC 3161 sends it. */
    byte[] encoded() {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("a request of our own cannot be encoded", e);
        }
    }
}
