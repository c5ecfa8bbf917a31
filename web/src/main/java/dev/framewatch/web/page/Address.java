package dev.framewatch.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path of the desk with a query, whose values are encoded. */
final class Address {
    private final String path;
    private final Map<String, String> query;

    private Address(String path, Map<String, String> query) {
        this.path = path;
        this.query = query;
    }

    static Address of(String path) {
        return new Address(path, Map.of());
    }

    /** Returns the path with segments of untrusted text, each encoded in place of a {@code {}}. */
    static Address of(String template, String... segments) {
        String path = template;
        for (String segment : segments) {
            int at = path.indexOf("{}");
            path = path.substring(0, at) + encoded(segment) + path.substring(at + 2);
        }
        return of(path);
    }

    /** Returns this address with a value, or without one if it is null or empty. */
    Address with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        if (value == null || value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Address(path, changed);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path);
        String separator = "?";
        for (Map.Entry<String, String> entry : query.entrySet()) {
            text.append(separator).append(entry.getKey()).append('=');
            text.append(encoded(entry.getValue()));
            separator = "&";
        }
        return text.toString();
    }
}
