/** Audit log of user actions: append-only, hash-chained, and verifiable. */
@NullMarked
package dev.framewatch.desk.audit;

import org.jspecify.annotations.NullMarked;
