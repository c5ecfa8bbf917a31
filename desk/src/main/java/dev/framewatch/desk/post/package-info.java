/** In: what a source returned about one post. Out: a post in one shape, whatever its platform. */
@NullMarked
package dev.framewatch.desk.post;

import org.jspecify.annotations.NullMarked;
