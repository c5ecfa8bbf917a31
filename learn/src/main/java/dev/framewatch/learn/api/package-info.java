/**
 * In: results of training, evaluation, enrolment and data set checks. Out: records that define the
 * JSON output; fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.learn.api;

import org.jspecify.annotations.NullMarked;
