/**
 * Benchmarks of recognition. In: folders of photos of people, or the tutorial's labelled frames.
 * Out: who is missed and who is taken for somebody else, and how training varies with its seed.
 */
@NullMarked
package dev.framewatch.bench.people;

import org.jspecify.annotations.NullMarked;
