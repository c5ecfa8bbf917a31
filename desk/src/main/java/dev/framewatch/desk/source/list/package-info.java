/** In: a text file of URLs. Out: a post per new URL. */
@NullMarked
package dev.framewatch.desk.source.list;

import org.jspecify.annotations.NullMarked;
