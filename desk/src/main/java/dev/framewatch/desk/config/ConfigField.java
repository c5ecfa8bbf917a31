package dev.framewatch.desk.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an entry, as it is written in a configuration file.
 *
 * @param name name of the field
 * @param values its value, or the entries of its list
 * @param isList whether it is written as a list
 * @param isSecret whether the value may hold a secret: it is neither shown nor written
 */
public record ConfigField(String name, List<String> values, boolean isList, boolean isSecret) {
    private static final String HIDDEN = "(hidden)";

    public ConfigField {
        values = List.copyOf(values);
    }

    /** Returns the value for display. */
    public String shown() {
        return isSecret ? HIDDEN : String.join(", ", values);
    }

    /** Collects the fields of an entry; absent values are left out. */
    static final class Collector {
        private final List<ConfigField> fields = new ArrayList<>();

        Collector add(String name, @Nullable Object value) {
            if (value != null) {
                fields.add(new ConfigField(name, List.of(value.toString()), false, false));
            }
            return this;
        }

        Collector addSecret(String name, List<String> values, boolean isSecret) {
            fields.add(new ConfigField(name, values, values.size() > 1, isSecret));
            return this;
        }

        Collector addList(String name, List<String> values) {
            if (!values.isEmpty()) {
                fields.add(new ConfigField(name, values, true, false));
            }
            return this;
        }

        Collector addFlag(String name, boolean isSet) {
            return add(name, isSet ? "true" : null);
        }

        List<ConfigField> fields() {
            return List.copyOf(fields);
        }
    }
}
