/**
 * Configuration as code: a YAML file of sources, alerts and settings, what differs from the present
 * ones, and the file that describes the present ones.
 */
@NullMarked
package dev.framewatch.desk.config;

import org.jspecify.annotations.NullMarked;
