/**
 * In: the home folder. Out: its database, brought up to date: what was found, fetched, judged and
 * sent, so that work goes on where it stopped.
 */
@NullMarked
package dev.framewatch.desk.store;

import org.jspecify.annotations.NullMarked;
