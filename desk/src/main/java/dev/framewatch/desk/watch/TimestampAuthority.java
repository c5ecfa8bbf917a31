package dev.framewatch.desk.watch;

import java.net.URI;

/**
 * An authority that timestamps evidence (RFC 3161 over HTTP).
 *
 * @param url URL to post requests to
 * @param allowPrivate whether it may be on this machine or in a private network
 */
public record TimestampAuthority(URI url, boolean allowPrivate) {}
