/**
 * The demo. In: a seed. Out: generated clips, a target trained on some of them, and the verdicts on
 * the others.
 */
@NullMarked
package dev.framewatch.cli.demo;

import org.jspecify.annotations.NullMarked;
