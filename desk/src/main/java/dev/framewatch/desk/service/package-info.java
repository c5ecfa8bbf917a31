/**
 * Application services of the desk. In: requests of any front end. Out: results as records, or a
 * {@link dev.framewatch.error.ServiceException}. Services print nothing and know no commands or
 * options.
 */
@NullMarked
package dev.framewatch.desk.service;

import org.jspecify.annotations.NullMarked;
