/**
 * Learning from reviewers: their answers and the target in use come in, a retrained target and a
 * comparison of both on videos that neither learned from go out.
 */
@NullMarked
package dev.framewatch.learn.correct;

import org.jspecify.annotations.NullMarked;
