/**
 * In: a Sighting's manifest and a timestamp authority (RFC 3161). Out: the authority's word on when
 * that manifest was there already, checked, beside it on disk; pending until there is an answer.
 */
@NullMarked
package dev.framewatch.desk.timestamp;

import org.jspecify.annotations.NullMarked;
