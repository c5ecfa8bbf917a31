/**
 * In go labelled pictures; out come findings in plain words: what in them would mislead whoever
 * learns from them, and what to do about it.
 */
@NullMarked
package dev.framewatch.learn.check;

import org.jspecify.annotations.NullMarked;
