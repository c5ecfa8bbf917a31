package dev.framewatch.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way in which JSON is read and written. A field of a record is required, and not null,
 * unless its component is {@code @Nullable}; Jackson alone would make a missing number 0.
 */
public final class StrictJson {
    /** Deeper than anything that is read; a parser's stack holds it easily. */
    static final int MAX_DEPTH = 100;

    /** As much as is accepted of a server's answer. */
    static final int MAX_STRING_CHARS = 16 << 20;

    /** More than evidence of a day of video has; each costs some 50 bytes. */
    static final int MAX_TOKENS = 10_000_000;

    /** A double has 17 significant digits, and counters fit into 20. */
    static final int MAX_NUMBER_DIGITS = 100;

    /** Reads and writes; fields that a record does not know are left out. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING_CHARS)
                                                    .maxNumberLength(MAX_NUMBER_DIGITS)
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .build())
                                    .build())
                    .annotationIntrospector(
                            AnnotationIntrospector.pair(
                                    new RequiredComponents(), new JacksonAnnotationIntrospector()))
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}
}
