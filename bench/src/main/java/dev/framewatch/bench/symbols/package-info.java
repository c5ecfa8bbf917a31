/**
 * In go a folder of real frames and a seed; out come frames with a drawn symbol in them or only its
 * look-alikes, and how well each way of describing a picture tells them apart.
 */
@NullMarked
package dev.framewatch.bench.symbols;

import org.jspecify.annotations.NullMarked;
