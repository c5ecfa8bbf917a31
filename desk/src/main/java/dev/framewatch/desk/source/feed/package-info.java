/** Input: an RSS, Atom or JSON feed. Output: one post per entry. */
@NullMarked
package dev.framewatch.desk.source.feed;

import org.jspecify.annotations.NullMarked;
