/**
 * Service errors. In: failures of services. Out: typed exceptions with stable codes, which each
 * front end (command line, web, API) maps in one place.
 */
@NullMarked
package dev.framewatch.error;

import org.jspecify.annotations.NullMarked;
