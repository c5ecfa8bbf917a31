/**
 * In goes a labelled picture; out come changed copies of it to learn from, of the kind that short
 * videos show: darker, mirrored, cut, framed, written on, coded again at a low bit rate.
 */
@NullMarked
package dev.framewatch.learn.augment;

import org.jspecify.annotations.NullMarked;
