/** Input: a text file of URLs. Output: one post per new URL. */
@NullMarked
package dev.framewatch.desk.source.list;

import org.jspecify.annotations.NullMarked;
