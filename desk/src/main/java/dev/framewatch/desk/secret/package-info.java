/**
 * Input: where a secret is, an environment variable or a file. Output: the secret, read when it is
 * needed, so that no row and no log contains it.
 */
@NullMarked
package dev.framewatch.desk.secret;

import org.jspecify.annotations.NullMarked;
