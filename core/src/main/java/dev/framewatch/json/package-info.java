/**
 * In: JSON from a file, a database or a server. Out: records and trees; a record of which a
 * required field is missing is refused by the name of the field.
 */
@NullMarked
package dev.framewatch.json;

import org.jspecify.annotations.NullMarked;
