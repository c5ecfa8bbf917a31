/**
 * In goes the http address of a file and its SHA-256; out comes that very file, however often the
 * connection breaks meanwhile. Nothing else of Framewatch opens a connection.
 */
@NullMarked
package dev.framewatch.learn.download;

import org.jspecify.annotations.NullMarked;
