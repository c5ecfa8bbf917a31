/** In: an RSS, Atom or JSON feed. Out: a post per entry. */
@NullMarked
package dev.framewatch.desk.source.feed;

import org.jspecify.annotations.NullMarked;
