/**
 * Verification of evidence. In: an untrusted export or evidence folder. Out: which files match
 * their manifest, which do not, and what a timestamp proves.
 */
@NullMarked
package dev.framewatch.desk.verify;

import org.jspecify.annotations.NullMarked;
