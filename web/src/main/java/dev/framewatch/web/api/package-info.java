/**
 * JSON for programs. In: requests below /api/v1. Out: results of the services, and their
 * description as OpenAPI.
 */
@NullMarked
package dev.framewatch.web.api;

import org.jspecify.annotations.NullMarked;
