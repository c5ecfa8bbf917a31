/**
 * In goes a command line; out come the services' answers in plain words, JSON and an exit status.
 */
@NullMarked
package dev.framewatch.cli;

import org.jspecify.annotations.NullMarked;
