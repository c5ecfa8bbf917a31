/**
 * Fuzzing of the media readers. In: small media files of every kind. Out: what becomes of mutated
 * copies, and the time, memory and files that they cost.
 */
@NullMarked
package dev.framewatch.bench.fuzz;

import org.jspecify.annotations.NullMarked;
