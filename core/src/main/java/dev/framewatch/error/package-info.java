/**
 * In: what a service could not do. Out: a typed exception with a stable code, which every front end
 * (command line, web, API) maps in one place.
 */
@NullMarked
package dev.framewatch.error;

import org.jspecify.annotations.NullMarked;
