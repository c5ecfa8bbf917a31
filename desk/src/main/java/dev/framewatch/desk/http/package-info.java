/**
 * HTTP access with SSRF protection. Input: an unchecked URL. Output: a response within limits of
 * size and time, never from this machine or a private network unless that is allowed.
 */
@NullMarked
package dev.framewatch.desk.http;

import org.jspecify.annotations.NullMarked;
