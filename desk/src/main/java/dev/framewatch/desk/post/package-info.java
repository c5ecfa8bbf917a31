/** Input: what a source returned about one post. Output: a post in one format for all platforms. */
@NullMarked
package dev.framewatch.desk.post;

import org.jspecify.annotations.NullMarked;
