package dev.framewatch.desk.timestamp;

import java.time.Instant;

/**
 * Content of a verified timestamp.
 *
 * @param at time at which the authority received the hash
 * @param signer name in the signing certificate
 * @param certificate SHA-256 of the signing certificate
 * @param serial serial number of the timestamp
 * @param policy object identifier of the policy under which it was issued
 */
public record TimestampToken(
        Instant at, String signer, String certificate, String serial, String policy) {}
