package dev.framewatch.desk.config;

import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.watch.TargetSettings;
import dev.framewatch.desk.watch.WatchSettings;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sources, alerts and the settings of the watch.
 *
 * @param sections the sections that a file has; all for the present configuration
 * @param sources settings of the sources, by name
 * @param alerts settings of the alert channels, by name
 * @param targets settings of the watch for single targets, by name
 * @param watch settings of the watch for all targets
 */
public record Configuration(
        Set<Section> sections,
        SortedMap<String, SourceSettings> sources,
        SortedMap<String, AlertSettings> alerts,
        SortedMap<String, TargetSettings> targets,
        WatchSettings watch) {
    public Configuration {
        sections = Set.copyOf(sections);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /** Returns the names of the entries of a section. */
    public List<String> names(Section section) {
        return switch (section) {
            case SOURCES -> List.copyOf(sources.keySet());
            case ALERTS -> List.copyOf(alerts.keySet());
            case TARGETS -> List.copyOf(targets.keySet());
            case WATCH -> fields(Section.WATCH, "").stream().map(ConfigField::name).toList();
        };
    }

    /**
     * Returns the fields of an entry; none if there is no such entry.
     *
     * @param name name of the entry; the settings of the watch are one whatever its name
     */
    public List<ConfigField> fields(Section section, String name) {
        return switch (section) {
            case SOURCES -> {
                SourceSettings source = sources.get(name);
                yield source == null ? List.of() : SourceFields.of(source);
            }
            case ALERTS -> {
                AlertSettings alert = alerts.get(name);
                yield alert == null ? List.of() : AlertFields.of(alert);
            }
            case TARGETS -> {
                TargetSettings target = targets.get(name);
                yield target == null ? List.of() : TargetFields.of(target);
            }
            case WATCH -> WatchFields.of(watch);
        };
    }
}
