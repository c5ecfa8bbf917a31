/** In: the commands, as picocli knows them. Out: man pages and completion for the shell. */
@NullMarked
package dev.framewatch.cli.manual;

import org.jspecify.annotations.NullMarked;
