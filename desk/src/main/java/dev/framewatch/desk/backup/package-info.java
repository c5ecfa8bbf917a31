/**
 * Input: a home folder, watched or not. Output: a backup file, verified; and from it, the home
 * folder again.
 */
@NullMarked
package dev.framewatch.desk.backup;

import org.jspecify.annotations.NullMarked;
