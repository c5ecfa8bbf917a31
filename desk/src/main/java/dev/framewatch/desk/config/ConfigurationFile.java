package dev.framewatch.desk.config;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.send.SenderFactory;
import dev.framewatch.desk.http.AddressRedactor;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.watch.TargetSettings;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.ServiceException;
import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file. */
public final class ConfigurationFile {
    private static final long MAX_BYTES = 1 << 20;

    private final Path folder;
    private final Context context;
    private final YamlProblems problems;

    private ConfigurationFile(Path folder, Context context, YamlProblems problems) {
        this.folder = folder;
        this.context = context;
        this.problems = problems;
    }

    /**
     * What a file is read for.
     *
     * @param present the present configuration, of which secrets are kept if the file leaves them
     *     out
     * @param defaults settings of the watch that the file leaves out
     * @param environment environment variables of this process
     * @param zone time zone of alerts unless the file says another
     * @param check checks a source that is new or different
     */
    public record Context(
            Configuration present,
            WatchSettings defaults,
            Map<String, String> environment,
            ZoneId zone,
            SourceCheck check) {
        public Context {
            environment = Map.copyOf(environment);
        }

        /** Omits the variables, since some hold secrets. */
        @Override
        public String toString() {
            return "Context[zone=%s]".formatted(zone);
        }
    }

    /** Checks the settings of a source beyond their form. */
    @FunctionalInterface
    public interface SourceCheck {
        /**
         * Checks a source.
         *
         * @throws ServiceException if it cannot be used
         */
        void check(SourceSettings settings) throws IOException;
    }

    /**
     * Reads a configuration file.
     *
     * @throws IOException if it cannot be read
     * @throws RefusedException listing all problems by line and field
     */
    public static Configuration read(Path file, Context context) throws IOException {
        YamlProblems problems = new YamlProblems(file.toString());
        Optional<YamlFields> fields =
                YamlDocument.fields(file.toString(), YamlDocument.text(file, MAX_BYTES), problems);
        Configuration configuration = context.present;
        if (fields.isPresent()) {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
            configuration =
                    new ConfigurationFile(folder, context, problems).configuration(fields.get());
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems.message());
        }
        return configuration;
    }

    private Configuration configuration(YamlFields fields) throws IOException {
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (Section section : Section.values()) {
            if (fields.has(section.field())) {
                sections.add(section);
            }
        }
        fields.rejectUnknown();
        SortedMap<String, SourceSettings> sources = sources(fields.fields("sources"));
        SortedMap<String, AlertSettings> alerts = alerts(fields.fields("alerts"));
        WatchSettings watch =
                fields.fields("watch")
                        .map(settings ->
                                WatchSettingsFile.read(settings, problems, context.defaults))
                        .orElse(context.present.watch());
        SortedMap<String, TargetSettings> targets =
                WatchSettingsFile.targets(fields.fields("targets"), problems);
        return new Configuration(sections, sources, alerts, targets, watch);
    }

    private SortedMap<String, SourceSettings> sources(Optional<YamlFields> section)
            throws IOException {
        SortedMap<String, SourceSettings> sources = new TreeMap<>();
        for (Entry entry : entries(section, SourceSettings::canonicalName)) {
            SourceSettings present = context.present.sources().get(entry.name);
            SourceSettings source = source(entry, present);
            if (source != null) {
                sources.put(entry.name, source);
            }
        }
        return sources;
    }

    private @Nullable SourceSettings source(Entry entry, @Nullable SourceSettings present)
            throws IOException {
        try {
            SourceSettings source = SourceFields.read(entry.name, entry.fields, present);
            entry.fields.yaml().rejectUnknown();
            if (problems.isEmpty() && !source.equals(present)) {
                context.check.check(source);
            }
            return source;
        } catch (InvalidFieldException e) {
            entry.fields.reject(e);
        } catch (ServiceException e) {
            String message = String.valueOf(e.getMessage());
            entry.fields.yaml().reject("place", AddressRedactor.redact(message));
        }
        return null;
    }

    private SortedMap<String, AlertSettings> alerts(Optional<YamlFields> section) {
        SortedMap<String, AlertSettings> alerts = new TreeMap<>();
        for (Entry entry : entries(section, Channel::canonicalName)) {
            try {
                AlertSettings present = context.present.alerts().get(entry.name);
                AlertSettings alert = AlertFields.read(entry.fields, present, context.zone);
                entry.fields.yaml().rejectUnknown();
                if (present == null || !alert.config().equals(present.config())) {
                    SenderFactory.requireUsable(alert.config());
                }
                // validates the name
                Channel channel =
                        new Channel(entry.name, alert.config(), alert.filter(), Instant.EPOCH);
                alerts.put(channel.name(), alert);
            } catch (InvalidFieldException e) {
                entry.fields.reject(e);
            }
        }
        return alerts;
    }

    private record Entry(String name, EntryFields fields) {}

    private Iterable<Entry> entries(Optional<YamlFields> section, UnaryOperator<String> canonical) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (String name : section.map(YamlFields::names).orElseGet(List::of)) {
            section.flatMap(fields -> fields.fields(name))
                    .ifPresent(yaml -> {
                        String key = canonical.apply(name);
                        EntryFields fields = new EntryFields(yaml, folder, context.environment);
                        if (entries.putIfAbsent(key, new Entry(key, fields)) != null) {
                            section.orElseThrow().reject(name, "the same name as another one");
                        }
                    });
        }
        return entries.values();
    }
}
