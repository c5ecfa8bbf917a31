/** In: the owner, purpose and expiry of a target. Out: whether it may be searched for now. */
@NullMarked
package dev.framewatch.desk.governance;

import org.jspecify.annotations.NullMarked;
