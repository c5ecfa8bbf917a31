package dev.framewatch.desk.api;

import dev.framewatch.desk.config.ConfigField;
import dev.framewatch.desk.config.Configuration;
import dev.framewatch.desk.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the present configuration and a file.
 *
 * @param section {@code sources}, {@code alerts}, {@code targets} or {@code watch}
 * @param name name of the source, channel or target; {@code watch} for settings of all targets
 * @param action {@code add}, {@code change}, {@code remove}, or {@code keep} for what is not in the
 *     file and stays
 * @param fields the fields that differ; none for what is removed or kept
 */
public record ConfigChangeDto(
        String section, String name, String action, List<FieldChange> fields) {
    public ConfigChangeDto {
        fields = List.copyOf(fields);
    }

    /** What happens to an entry. */
    public enum Action {
        ADD,
        CHANGE,
        REMOVE,
        KEEP;

        /** Returns its name in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A field that differs.
     *
     * @param field its name
     * @param before its present value; null if it has none
     * @param after its value in the file; null if it has none
     */
    public record FieldChange(String field, @Nullable String before, @Nullable String after) {}

    /** Returns whether it changes anything. */
    public boolean isChange() {
        return !is(Action.KEEP);
    }

    /** Returns whether this is what happens to the entry. */
    public boolean is(Action other) {
        return action.equals(other.word());
    }

    /**
     * Returns all differences.
     *
     * @param prune whether what is not in a section of the file is removed
     */
    public static List<ConfigChangeDto> between(
            Configuration present, Configuration wanted, boolean prune) {
        List<ConfigChangeDto> changes = new ArrayList<>();
        for (Section section : List.of(Section.SOURCES, Section.ALERTS, Section.TARGETS)) {
            TreeSet<String> names = new TreeSet<>(present.names(section));
            names.addAll(wanted.names(section));
            boolean isPruned = prune && wanted.sections().contains(section);
            for (String name : names) {
                of(section, name, present, wanted, isPruned).ifPresent(changes::add);
            }
        }
        List<FieldChange> settings =
                fields(
                        present.fields(Section.WATCH, Section.WATCH.field()),
                        wanted.fields(Section.WATCH, Section.WATCH.field()));
        if (!settings.isEmpty()) {
            changes.add(change(Section.WATCH, Section.WATCH.field(), Action.CHANGE, settings));
        }
        return changes;
    }

    private static Optional<ConfigChangeDto> of(
            Section section,
            String name,
            Configuration present,
            Configuration wanted,
            boolean isPruned) {
        List<ConfigField> before = present.fields(section, name);
        List<ConfigField> after = wanted.fields(section, name);
        if (after.isEmpty()) {
            Action action = isPruned ? Action.REMOVE : Action.KEEP;
            return Optional.of(change(section, name, action, List.of()));
        }
        List<FieldChange> fields = fields(before, after);
        Action action = before.isEmpty() ? Action.ADD : Action.CHANGE;
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(change(section, name, action, fields));
    }

    private static ConfigChangeDto change(
            Section section, String name, Action action, List<FieldChange> fields) {
        return new ConfigChangeDto(section.field(), name, action.word(), fields);
    }

    private static List<FieldChange> fields(List<ConfigField> before, List<ConfigField> after) {
        Map<String, ConfigField> left = byName(before);
        Map<String, ConfigField> right = byName(after);
        LinkedHashMap<String, ConfigField> all = new LinkedHashMap<>(right);
        left.forEach(all::putIfAbsent);
        List<FieldChange> changes = new ArrayList<>();
        for (String name : all.keySet()) {
            ConfigField old = left.get(name);
            ConfigField next = right.get(name);
            if (old == null || next == null || !old.values().equals(next.values())) {
                changes.add(
                        new FieldChange(
                                name,
                                old == null ? null : old.shown(),
                                next == null ? null : next.shown()));
            }
        }
        return changes;
    }

    private static Map<String, ConfigField> byName(List<ConfigField> fields) {
        Map<String, ConfigField> named = new LinkedHashMap<>();
        fields.forEach(field -> named.put(field.name(), field));
        return named;
    }
}
