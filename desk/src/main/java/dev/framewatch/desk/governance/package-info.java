/**
 * Governance of targets: owner, purpose and expiry, which determine whether a target is searched
 * for.
 */
@NullMarked
package dev.framewatch.desk.governance;

import org.jspecify.annotations.NullMarked;
