/**
 * Database of the home folder: schema migrations, and repositories of what was found, fetched,
 * judged and sent, so that work resumes where it left off.
 */
@NullMarked
package dev.framewatch.desk.store;

import org.jspecify.annotations.NullMarked;
