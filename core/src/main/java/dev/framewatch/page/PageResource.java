package dev.framewatch.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Style sheets and scripts that are part of the program. */
final class PageResource {
    private PageResource() {}

    /** Returns a text file that lies in the package of a class. */
    static String text(Class<?> owner, String file) {
        String text = textIfPresent(owner, file);
        if (text == null) {
            throw new IllegalArgumentException(
                    "%s has no file %s".formatted(owner.getPackageName(), file));
        }
        return text;
    }

    /** Returns a text file that lies in the package of a class, or null. */
    static @Nullable String textIfPresent(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
