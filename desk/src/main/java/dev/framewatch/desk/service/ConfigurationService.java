package dev.framewatch.desk.service;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.api.ConfigChangeDto;
import dev.framewatch.desk.api.ConfigChangeDto.Action;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.config.AlertSettings;
import dev.framewatch.desk.config.Configuration;
import dev.framewatch.desk.config.ConfigurationFile;
import dev.framewatch.desk.config.ConfigurationText;
import dev.framewatch.desk.config.Section;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.watch.TargetSettings;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Applies configuration files and writes the present configuration as one. */
public final class ConfigurationService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Map<String, String> variables;
    private final SourceService sources;

    ConfigurationService(
            Database database,
            Home home,
            Clock clock,
            Map<String, String> variables,
            SourceService sources) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
        this.sources = sources;
    }

    /**
     * A file to apply.
     *
     * @param file configuration file
     * @param prune whether what is not in a section of the file is removed; else it is kept
     * @param isDryRun whether to return the differences only and change nothing
     */
    public record Request(Path file, boolean prune, boolean isDryRun) {}

    /**
     * What was, or would be, done.
     *
     * @param changes differences, and what is kept although it is not in the file
     * @param signingKeys new keys of webhooks, by channel, to be shown once
     * @param unknownTargets targets that alerts or settings name and that do not exist yet
     */
    public record Applied(
            List<ConfigChangeDto> changes,
            Map<String, String> signingKeys,
            List<String> unknownTargets) {
        public Applied {
            changes = List.copyOf(changes);
            signingKeys = Map.copyOf(signingKeys);
            unknownTargets = List.copyOf(unknownTargets);
        }

        /** Omits the keys. */
        @Override
        public String toString() {
            return "Applied[changes=%s]".formatted(changes);
        }
    }

    /** Returns the present configuration as a file without secrets. */
    public String export() throws IOException {
        return ConfigurationText.of(present());
    }

    private Configuration present() throws IOException {
        TreeMap<String, SourceSettings> sourcesByName = new TreeMap<>();
        database.read(handle -> new SourceRepository(handle).list())
                .forEach(row -> sourcesByName.put(row.settings().name(), row.settings()));
        TreeMap<String, AlertSettings> alertsByName = new TreeMap<>();
        new Channels(database, clock)
                .statuses().stream()
                        .map(status -> status.channel())
                        .forEach(one ->
                                alertsByName.put(
                                        one.name(),
                                        new AlertSettings(one.config(), one.filter(), null)));
        WatchSettings settings = WatchSettingsFile.of(home);
        return new Configuration(
                EnumSet.allOf(Section.class),
                sourcesByName,
                alertsByName,
                settings.targets(),
                settings);
    }

    /**
     * Makes the configuration as a file describes it; without a difference, nothing is written.
     *
     * @throws IOException if the file or a key cannot be read, or something cannot be written;
     *     nothing is changed then
     * @throws RefusedException listing all problems of the file by line and field
     */
    public Applied apply(Request request, String actor) throws IOException {
        Configuration present = present();
        WatchSettings defaults = request.prune ? WatchSettings.standard() : present.watch();
        Configuration wanted =
                ConfigurationFile.read(
                        request.file,
                        new ConfigurationFile.Context(
                                present,
                                defaults,
                                variables,
                                clock.getZone(),
                                source -> {
                                    if (source.kind().isPath()) {
                                        SourceService.existing(source.kind(), source.place());
                                    }
                                    sources.requireUsable(source);
                                }));
        List<ConfigChangeDto> changes = ConfigChangeDto.between(present, wanted, request.prune);
        Map<String, String> keys = Map.of();
        if (!request.isDryRun && changes.stream().anyMatch(ConfigChangeDto::isChange)) {
            keys = new Application(present, wanted, changes, actor).run();
        }
        return new Applied(changes, keys, unknownTargets(wanted));
    }

    private List<String> unknownTargets(Configuration configuration) {
        List<String> known = new TargetStore(home.targets()).names();
        return Stream.concat(
                        configuration.targets().keySet().stream(),
                        configuration.alerts().values().stream()
                                .flatMap(alert -> alert.filter().targets().stream()))
                .filter(target -> !known.contains(target))
                .distinct()
                .sorted()
                .toList();
    }

    /** One application of differences; all of them are made, or none. */
    private final class Application {
        private final Configuration present;
        private final Configuration wanted;
        private final List<ConfigChangeDto> changes;
        private final String actor;
        private final SecretStore secrets = new SecretStore(home);
        private final Map<String, WebhookSigningKey> keys = new TreeMap<>();
        private final Map<String, String> shownKeys = new HashMap<>();
        private final List<String> obsoleteKeys = new ArrayList<>();

        Application(
                Configuration present,
                Configuration wanted,
                List<ConfigChangeDto> changes,
                String actor) {
            this.present = present;
            this.wanted = wanted;
            this.changes = changes;
            this.actor = actor;
        }

        /** Returns the new keys of webhooks. */
        Map<String, String> run() throws IOException {
            for (ConfigChangeDto change : of(Section.ALERTS)) {
                prepareKey(change);
            }
            try {
                database.write(this::write);
            } catch (RuntimeException | IOException e) {
                for (String name : keys.keySet()) {
                    secrets.delete(name);
                }
                throw e;
            }
            for (String name : obsoleteKeys) {
                secrets.delete(name);
            }
            return shownKeys;
        }

        private List<ConfigChangeDto> of(Section section) {
            return changes.stream()
                    .filter(change -> change.section().equals(section.field()))
                    .filter(ConfigChangeDto::isChange)
                    .toList();
        }

        private void prepareKey(ConfigChangeDto change) throws IOException {
            AlertSettings before = present.alerts().get(change.name());
            AlertSettings after = wanted.alerts().get(change.name());
            boolean signed = signs(before);
            if (after != null && signs(after) && !signed) {
                keys.put(change.name(), key(change.name(), after));
            } else if (signed && !signs(after)) {
                obsoleteKeys.add(change.name());
            }
        }

        private boolean signs(@Nullable AlertSettings alert) {
            return alert != null && alert.config() instanceof ChannelConfig.Webhook;
        }

        private WebhookSigningKey key(String name, AlertSettings alert) throws IOException {
            if (alert.signingKey() != null) {
                return WebhookSigningKey.given(
                        alert.signingKey().read("the signing key of " + name, variables));
            }
            WebhookSigningKey key = WebhookSigningKey.random();
            shownKeys.put(name, key.text());
            return key;
        }

        private void write(Handle handle) throws IOException {
            for (ConfigChangeDto change : of(Section.SOURCES)) {
                writeSource(handle, change);
            }
            for (ConfigChangeDto change : of(Section.ALERTS)) {
                writeAlert(handle, change);
            }
            List<ConfigChangeDto> settings = new ArrayList<>(of(Section.TARGETS));
            settings.addAll(of(Section.WATCH));
            for (ConfigChangeDto change : settings) {
                audit(handle, AuditAction.WATCH_CHANGED, change.name(), values(change));
            }
            // files last: everything before can be rolled back
            for (Map.Entry<String, WebhookSigningKey> key : keys.entrySet()) {
                secrets.write(key.getKey(), key.getValue().text());
            }
            if (!settings.isEmpty()) {
                writeSettings();
            }
        }

        private void writeSource(Handle handle, ConfigChangeDto change) {
            SourceRepository rows = new SourceRepository(handle);
            String name = change.name();
            SourceSettings before = present.sources().get(name);
            SourceSettings after = wanted.sources().get(name);
            if (before != null && after != null && isSamePlace(before, after)) {
                rows.change(after, clock.instant());
                audit(handle, AuditAction.SOURCE_CHANGED, name, fieldNames(change));
                return;
            }
            if (before != null) {
                rows.remove(name);
                audit(handle, AuditAction.SOURCE_REMOVED, name, Map.of());
            }
            if (after != null) {
                sources.insert(handle, after, actor);
            }
        }

        private boolean isSamePlace(SourceSettings before, SourceSettings after) {
            return before.kind() == after.kind() && before.place().equals(after.place());
        }

        private void writeAlert(Handle handle, ConfigChangeDto change) {
            String name = change.name();
            AlertSettings before = present.alerts().get(name);
            AlertSettings after = wanted.alerts().get(name);
            if (before != null && after != null && before.isSameKindAs(after)) {
                Channels.change(handle, channel(name, after));
                audit(handle, AuditAction.ALERT_CHANGED, name, fieldNames(change));
                return;
            }
            if (before != null) {
                Channels.delete(handle, name);
                audit(handle, AuditAction.ALERT_REMOVED, name, Map.of());
            }
            if (after != null) {
                Channels.insert(handle, channel(name, after));
                Map<String, ?> targets = Map.of("targets", after.filter().targets());
                audit(handle, AuditAction.ALERT_ADDED, name, targets);
            }
        }

        private Channel channel(String name, AlertSettings alert) {
            Instant now = Instant.ofEpochMilli(clock.millis());
            return new Channel(name, alert.config(), alert.filter(), now);
        }

        /** The values of sources and alerts may hold secrets. */
        private Map<String, ?> fieldNames(ConfigChangeDto change) {
            return Map.of(
                    "fields",
                    change.fields().stream().map(ConfigChangeDto.FieldChange::field).toList());
        }

        private Map<String, ?> values(ConfigChangeDto change) {
            Map<String, Object> values = new TreeMap<>();
            if (change.is(Action.REMOVE)) {
                present.fields(Section.TARGETS, change.name())
                        .forEach(field -> values.put(field.name(), "default"));
            }
            change.fields()
                    .forEach(field ->
                            values.put(
                                    field.field(),
                                    field.after() == null ? "default" : field.after()));
            return values;
        }

        private void audit(
                Handle handle, AuditAction action, String subject, Map<String, ?> details) {
            AuditLog.append(handle, clock, actor, action, subject, details);
        }

        private void writeSettings() throws IOException {
            TreeMap<String, TargetSettings> targets = new TreeMap<>(present.targets());
            for (ConfigChangeDto change : of(Section.TARGETS)) {
                TargetSettings after = wanted.targets().get(change.name());
                if (after == null) {
                    targets.remove(change.name());
                } else {
                    targets.put(change.name(), after);
                }
            }
            Configuration written =
                    new Configuration(
                            present.sections(),
                            wanted.sources(),
                            wanted.alerts(),
                            targets,
                            wanted.watch());
            AtomicFile.write(
                    home.watchFile(),
                    ConfigurationText.ofWatch(written).getBytes(StandardCharsets.UTF_8));
        }
    }
}
