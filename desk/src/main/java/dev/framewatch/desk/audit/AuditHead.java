package dev.framewatch.desk.audit;

import dev.framewatch.file.Sha256;

/**
 * The end of the audit log: whoever kept it can tell later whether all up to there is still as it
 * was.
 *
 * @param seq of the last row; 0 when there is none
 * @param hash of the last row
 */
public record AuditHead(long seq, String hash) {
    /** Of an empty log. */
    static final AuditHead EMPTY = new AuditHead(0, AuditEntry.NO_PREVIOUS);

    /**
     * As {@link #toString} wrote it.
     *
     * @throws IllegalArgumentException when it is nothing of that kind
     */
    public static AuditHead parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException(
                    "'%s' is no end of an audit log; it is written as NUMBER:HASH".formatted(text));
        }
        Sha256.requireDigest(parts[1]);
        return new AuditHead(Long.parseLong(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
