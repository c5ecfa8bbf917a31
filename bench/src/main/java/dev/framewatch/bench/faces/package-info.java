/** Benchmark of enrolled faces. In: photos of people and labelled frames. Out: error rates. */
@NullMarked
package dev.framewatch.bench.faces;

import org.jspecify.annotations.NullMarked;
