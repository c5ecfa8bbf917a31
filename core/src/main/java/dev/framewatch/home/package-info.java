/**
 * In: the environment of a process. Out: {@link dev.framewatch.home.Home}, which names every file
 * and folder that Framewatch keeps.
 */
@NullMarked
package dev.framewatch.home;

import org.jspecify.annotations.NullMarked;
