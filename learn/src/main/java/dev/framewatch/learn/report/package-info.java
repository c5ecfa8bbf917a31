/**
 * In go out-of-fold scores, the truth and the pictures; out comes one HTML page that a person can
 * judge a Target by and correct its labels on.
 */
@NullMarked
package dev.framewatch.learn.report;

import org.jspecify.annotations.NullMarked;
