/**
 * In: what the services of the desk found out. Out: records in the shape of their JSON, which the
 * command line prints and every other front end sends; fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.desk.api;

import org.jspecify.annotations.NullMarked;
