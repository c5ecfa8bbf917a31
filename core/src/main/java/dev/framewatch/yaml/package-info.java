/**
 * In: a YAML file that a person wrote. Out: its fields, or all that is wrong with them, each with
 * its line.
 */
@NullMarked
package dev.framewatch.yaml;

import org.jspecify.annotations.NullMarked;
