package dev.framewatch.desk.store;

import dev.framewatch.json.StrictJson;
import dev.framewatch.verdict.TargetResult.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Converts the times at which a target is seen to and from their column, a JSON array. */
public final class PositiveRunsColumn {
    private static final TypeReference<List<Run>> RUNS = new TypeReference<>() {};

    private PositiveRunsColumn() {}

    static @Nullable String of(List<Run> runs) {
        return runs.isEmpty() ? null : StrictJson.MAPPER.writeValueAsString(runs);
    }

    /** Returns the times in a column; empty if none were recorded. */
    public static List<Run> read(@Nullable String text) {
        return text == null ? List.of() : StrictJson.MAPPER.readValue(text, RUNS);
    }
}
