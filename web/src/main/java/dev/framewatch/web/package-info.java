/**
 * The web desk. In: the services of a home folder, and a port. Out: pages and JSON on the loopback
 * interface.
 */
@NullMarked
package dev.framewatch.web;

import org.jspecify.annotations.NullMarked;
