/**
 * Evidence of matches. In: scan results. Out: files fit for publication: annotated frames, and the
 * figures from which the verdict can be recomputed.
 */
@NullMarked
package dev.framewatch.desk.evidence;

import org.jspecify.annotations.NullMarked;
