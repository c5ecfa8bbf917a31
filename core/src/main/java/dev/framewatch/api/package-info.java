/**
 * In: results of services, such as the scan of a video or the list of models. Out: records in the
 * shape in which programs read them, as JSON; fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.api;

import org.jspecify.annotations.NullMarked;
