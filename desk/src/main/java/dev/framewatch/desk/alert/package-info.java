/**
 * In: what happened, written in the transaction that recorded it. Out: messages on the channels
 * that want them, late where a channel was down, in order, and given up visibly.
 */
@NullMarked
package dev.framewatch.desk.alert;

import org.jspecify.annotations.NullMarked;
