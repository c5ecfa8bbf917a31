/** Input: a folder on this machine. Output: one post per new video or image folder. */
@NullMarked
package dev.framewatch.desk.source.folder;

import org.jspecify.annotations.NullMarked;
