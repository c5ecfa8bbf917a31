package dev.framewatch.desk.store;

import dev.framewatch.desk.source.SourceAccess;
import dev.framewatch.json.StrictJson;
import org.jspecify.annotations.Nullable;

/** Stores the access settings of a source as JSON. */
final class SourceAccessColumn {
    private SourceAccessColumn() {}

    static @Nullable String text(@Nullable SourceAccess access) {
        return access == null ? null : StrictJson.MAPPER.writeValueAsString(access);
    }

    static @Nullable SourceAccess read(@Nullable String text) {
        return text == null ? null : StrictJson.MAPPER.readValue(text, SourceAccess.class);
    }
}
