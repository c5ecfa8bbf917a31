/**
 * In: untrusted text, such as the name of a file, and times. Out: text that is safe on a terminal
 * ({@link dev.framewatch.text.PrintableLine}) or in a spreadsheet ({@link
 * dev.framewatch.text.CsvCell}), and times for people ({@link
 * dev.framewatch.text.LocalTimeFormat}).
 */
@NullMarked
package dev.framewatch.text;

import org.jspecify.annotations.NullMarked;
