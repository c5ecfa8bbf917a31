package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program without a shell. It receives the event as JSON on standard input and in
 * environment variables; untrusted text is never passed as an argument. Its output is discarded,
 * since it may repeat such text; in a test, its standard error is inherited.
 */
record CommandSender(EvidenceFrames frames, Map<String, String> environment) {
    private static final Set<String> INHERITED_VARIABLES =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "TZ",
                    "TMPDIR",
                    "DISPLAY",
                    "WAYLAND_DISPLAY",
                    "XDG_RUNTIME_DIR",
                    "DBUS_SESSION_BUS_ADDRESS");
    private static final int MAX_VALUE_CHARS = 2000;

    String send(ChannelConfig.Command config, DeliveryBatch batch)
            throws DeliveryException, InterruptedException {
        String name = String.valueOf(Path.of(config.words().getFirst()).getFileName());
        Process process = start(config, batch, name);
        try {
            Thread.ofVirtual().start(() -> write(process, EventJson.of(batch)));
            if (!process.waitFor(config.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DeliveryException(
                        FailureKind.MAY_RECOVER,
                        "%s timed out after %d s and was killed"
                                .formatted(name, config.limit().toSeconds()),
                        null);
            }
            if (process.exitValue() != 0) {
                throw new DeliveryException(
                        FailureKind.MAY_RECOVER,
                        "%s exited with status %d".formatted(name, process.exitValue()),
                        null);
            }
            return name + " exited with status 0";
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(ChannelConfig.Command config, DeliveryBatch batch, String name)
            throws DeliveryException {
        boolean isTest = batch.items().getFirst().event() instanceof AlertEvent.Test;
        ProcessBuilder builder =
                new ProcessBuilder(config.words())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(isTest ? Redirect.INHERIT : Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables(batch));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER,
                    name + " cannot be started; check that it exists and is executable",
                    e);
        }
    }

    /** Writes the event; the program may exit without reading it. */
    private static void write(Process process, byte[] json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(json);
        } catch (IOException e) {
            return;
        }
    }

    private Map<String, String> variables(DeliveryBatch batch) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (INHERITED_VARIABLES.contains(name)) {
                variables.put(name, value);
            }
        });
        boolean single = batch.items().size() == 1;
        put(variables, "ID", batch.id());
        put(variables, "TITLE", AlertText.title(batch));
        put(variables, "EVENT", single ? batch.items().getFirst().event().type() : "digest");
        put(variables, "COUNT", Integer.toString(batch.items().size()));
        if (single) {
            putDetails(variables, batch);
        }
        return variables;
    }

    private void putDetails(Map<String, String> variables, DeliveryBatch batch) {
        switch (batch.items().getFirst().event()) {
            case AlertEvent.Sighting sighting -> {
                put(variables, "SIGHTING", sighting.id());
                put(variables, "TARGET", sighting.target());
                put(variables, "SCORE", String.format(Locale.ROOT, "%.4f", sighting.score()));
                put(variables, "SOURCE", sighting.post().source());
                URI page = AlertText.notice(sighting, batch.zone()).page();
                if (page != null) {
                    put(variables, "PAGE", page.toASCIIString());
                }
                if (sighting.post().file() != null) {
                    put(variables, "FILE", sighting.post().file());
                }
                frames.path(sighting.frame())
                        .ifPresent(path -> variables.put("FRAMEWATCH_FRAME", path.toString()));
            }
            case AlertEvent.Trend trend -> {
                put(variables, "TARGET", trend.target());
                put(variables, "SOURCE", trend.source());
            }
            case AlertEvent.Outage outage -> put(variables, "SOURCE", outage.source());
            case AlertEvent.Recovery recovery -> put(variables, "SOURCE", recovery.source());
            case AlertEvent.Test _ -> {}
        }
    }

    private static void put(Map<String, String> variables, String name, String value) {
        variables.put("FRAMEWATCH_" + name, UntrustedText.line(value, MAX_VALUE_CHARS));
    }
}
