/** In: a folder on this machine. Out: a post per new video or image folder. */
@NullMarked
package dev.framewatch.desk.source.folder;

import org.jspecify.annotations.NullMarked;
