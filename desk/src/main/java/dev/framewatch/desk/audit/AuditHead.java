package dev.framewatch.desk.audit;

import dev.framewatch.file.Sha256;

/**
 * Head of the audit log. A saved head allows to verify later that all rows up to it are unchanged.
 *
 * @param seq sequence number of the last row; 0 if there is none
 * @param hash hash of the last row
 */
public record AuditHead(long seq, String hash) {
    /** Head of an empty log. */
    static final AuditHead EMPTY = new AuditHead(0, AuditEntry.NO_PREVIOUS);

    /**
     * Parses the output of {@link #toString}.
     *
     * @throws IllegalArgumentException if the text is not an audit log head
     */
    public static AuditHead parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException(
                    "invalid audit log head '%s', expected NUMBER:HASH".formatted(text));
        }
        Sha256.requireDigest(parts[1]);
        return new AuditHead(Long.parseLong(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
