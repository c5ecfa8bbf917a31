/** Sighting rates: counts, their comparison with a baseline, detected trends, and charts. */
@NullMarked
package dev.framewatch.desk.trend;

import org.jspecify.annotations.NullMarked;
