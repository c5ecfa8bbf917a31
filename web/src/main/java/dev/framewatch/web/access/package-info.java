/**
 * Who may ask for what. In: requests. Out: requests of a session, with the page's own origin and
 * token where they change something; all others are refused.
 */
@NullMarked
package dev.framewatch.web.access;

import org.jspecify.annotations.NullMarked;
