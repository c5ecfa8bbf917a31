package dev.framewatch.desk.timestamp;

import java.time.Instant;

/**
 * What a timestamp says, once its signature, its purpose and what it was made of were checked.
 *
 * @param at when the authority had the hash before it
 * @param signer the name in the certificate that signed
 * @param certificate SHA-256 of that certificate
 * @param serial by which the authority knows the timestamp
 * @param policy under which it was issued, an object identifier
 */
public record TimestampToken(
        Instant at, String signer, String certificate, String serial, String policy) {}
