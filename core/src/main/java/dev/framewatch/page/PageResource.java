package dev.framewatch.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads style sheets and scripts from the class path. */
final class PageResource {
    private PageResource() {}

    /** Returns a text file in the package of a class. */
    static String text(Class<?> owner, String file) {
        String text = textIfPresent(owner, file);
        if (text == null) {
            throw new IllegalArgumentException(
                    "%s has no file %s".formatted(owner.getPackageName(), file));
        }
        return text;
    }

    /** Returns a text file in the package of a class, or null if it does not exist. */
    static @Nullable String textIfPresent(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
