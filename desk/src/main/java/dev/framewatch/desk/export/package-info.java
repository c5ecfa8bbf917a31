/**
 * In: which Sightings are wanted. Out: those, as rows, as CSV and JSON that are safe to open, and
 * as a zip with their evidence that anybody can check; what leaves the desk is in the audit log.
 */
@NullMarked
package dev.framewatch.desk.export;

import org.jspecify.annotations.NullMarked;
