/**
 * Queries and exports of sightings. In: a filter. Out: rows, CSV and JSON that are safe to open,
 * and a ZIP with verifiable evidence; exports are recorded in the audit log.
 */
@NullMarked
package dev.framewatch.desk.export;

import org.jspecify.annotations.NullMarked;
