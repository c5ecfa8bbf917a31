/** Pages for people. In: results of the services. Out: HTML that works without JavaScript. */
@NullMarked
package dev.framewatch.web.page;

import org.jspecify.annotations.NullMarked;
