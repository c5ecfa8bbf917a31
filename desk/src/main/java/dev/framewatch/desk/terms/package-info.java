/**
 * In: who answers for a Target, why it is looked for, and until when. Out: whether it may be looked
 * for now.
 */
@NullMarked
package dev.framewatch.desk.terms;

import org.jspecify.annotations.NullMarked;
