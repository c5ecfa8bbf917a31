/**
 * In: the request of a command or a web page, such as the labelled images to train on. Out: a
 * result record, and target files, models, reports and frames on disk; nothing is printed.
 */
@NullMarked
package dev.framewatch.learn.service;

import org.jspecify.annotations.NullMarked;
