/**
 * Validating reader for user-written YAML files: returns their fields, or all problems with their
 * line numbers.
 */
@NullMarked
package dev.framewatch.yaml;

import org.jspecify.annotations.NullMarked;
