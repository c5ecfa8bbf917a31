/** Live updates. In: the events of a home folder. Out: an event stream for each open window. */
@NullMarked
package dev.framewatch.web.live;

import org.jspecify.annotations.NullMarked;
