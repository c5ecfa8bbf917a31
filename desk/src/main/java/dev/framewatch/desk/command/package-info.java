/**
 * Runs programs of the user. Input: a YAML file that describes the program. Output: the rows and
 * files that it produced, or the reason for its failure.
 */
@NullMarked
package dev.framewatch.desk.command;

import org.jspecify.annotations.NullMarked;
