/**
 * In: an address that nobody has checked. Out: what the server said, within bounds of size and
 * time; never from this machine or a private network unless that was allowed.
 */
@NullMarked
package dev.framewatch.desk.http;

import org.jspecify.annotations.NullMarked;
