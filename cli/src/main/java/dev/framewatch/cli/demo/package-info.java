/**
 * In goes a seed; out come short clips of Framewatch's own making, a Target learnt from some of
 * them, and the verdicts on the others.
 */
@NullMarked
package dev.framewatch.cli.demo;

import org.jspecify.annotations.NullMarked;
