/**
 * Data transfer objects of the desk. In: results of the services. Out: records that mirror their
 * JSON, printed by the command line and sent by other front ends. Fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.desk.api;

import org.jspecify.annotations.NullMarked;
