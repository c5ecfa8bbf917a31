/**
 * JSON output. In: results of services, such as the scan of a video or the list of models. Out:
 * records with the structure of their JSON; fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.api;

import org.jspecify.annotations.NullMarked;
