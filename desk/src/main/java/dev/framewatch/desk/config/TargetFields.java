package dev.framewatch.desk.config;

import dev.framewatch.desk.watch.TargetSettings;
import dev.framewatch.targets.Threshold;
import java.util.List;

/** The settings of the watch for a single target as fields of a configuration file. */
final class TargetFields {
    private TargetFields() {}

    static List<ConfigField> of(TargetSettings settings) {
        Threshold threshold = settings.threshold();
        return new ConfigField.Collector()
                .add("rule", WatchFields.rule(settings.rule()))
                .add("threshold", threshold == null ? null : threshold.text())
                .fields();
    }
}
