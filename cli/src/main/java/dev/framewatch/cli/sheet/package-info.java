/**
 * Contact sheets. In: the results of a scan. Out: one HTML page with the verdicts and the frames
 * behind them.
 */
@NullMarked
package dev.framewatch.cli.sheet;

import org.jspecify.annotations.NullMarked;
