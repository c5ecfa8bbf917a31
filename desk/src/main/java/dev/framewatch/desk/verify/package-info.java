/**
 * In: an export or a folder of evidence, from anybody. Out: in plain words, what in it is as it was
 * recorded and what is not, and what a timestamp proves.
 */
@NullMarked
package dev.framewatch.desk.verify;

import org.jspecify.annotations.NullMarked;
