/**
 * In: the request of a user, whatever front end it comes from. Out: what was done or found, as
 * records, or a {@link dev.framewatch.error.ServiceException}; nothing is printed, and no command
 * or option is known here.
 */
@NullMarked
package dev.framewatch.desk.service;

import org.jspecify.annotations.NullMarked;
