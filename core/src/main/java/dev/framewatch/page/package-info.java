/**
 * In go texts and pictures from strangers; out come parts of a page that asks nothing of anyone.
 */
@NullMarked
package dev.framewatch.page;

import org.jspecify.annotations.NullMarked;
