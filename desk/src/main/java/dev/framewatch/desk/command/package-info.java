/**
 * In: a YAML file that describes a program of the user's own. Out: the rows and files that the
 * program brought, or why it failed.
 */
@NullMarked
package dev.framewatch.desk.command;

import org.jspecify.annotations.NullMarked;
