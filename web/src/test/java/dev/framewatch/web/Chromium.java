package dev.framewatch.web;

import dev.framewatch.json.StrictJson;
import dev.framewatch.testing.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A headless Chromium that a test drives over the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Process process, URI address) {
        this.process = process;
        this.socket = client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    }

    /** Starts it; skips the test if it is not installed. */
    static Chromium start(Path folder) throws IOException {
        Path program = Programs.require("chromium", "chromium-browser", "google-chrome");
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox", // tests run as root in containers
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-extensions",
                                "--disable-background-networking",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + folder)
                        .redirectErrorStream(true)
                        .start();
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("DevTools listening on ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("Chromium ended before it listened");
        }
        Thread.ofVirtual().start(() -> drain(lines));
        return new Chromium(process, URI.create(line.substring("DevTools listening on ".length())));
    }

    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // so that it never waits for a reader
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the fragments of messages together. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket web, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = StrictJson.MAPPER.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt(-1));
                if (waiting != null) {
                    waiting.complete(message);
                } else {
                    note(message);
                }
            }
            web.request(1);
            return null;
        }
    }

    /** Errors of scripts and what the content security policy forbids. */
    private void note(JsonNode message) {
        String method = message.path("method").asString("");
        if (method.equals("Runtime.exceptionThrown")) {
            complaints.add(message.path("params").path("exceptionDetails").toString());
        }
        JsonNode entry = message.path("params").path("entry");
        boolean isExpected = entry.path("text").asString("").contains("status of 409");
        if (method.equals("Log.entryAdded")
                && entry.path("level").asString("").equals("error")
                && !isExpected) {
            complaints.add(entry.path("text").asString("") + " " + entry.path("url").asString(""));
        }
    }

    /** Returns the errors of all pages so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        Map<String, Object> message = new java.util.HashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(StrictJson.MAPPER.writeValueAsString(message), true).join();
        JsonNode got = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (got.has("error")) {
            throw new IllegalStateException(method + ": " + got.path("error"));
        }
        return got.path("result");
    }

    /** Opens a window. */
    Window window() {
        String target =
                call(null, "Target.createTarget", Map.of("url", "about:blank"))
                        .path("targetId")
                        .asString();
        String session =
                call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asString();
        Window window = new Window(session);
        window.call("Page.enable", Map.of());
        window.call("Runtime.enable", Map.of());
        window.call("Log.enable", Map.of());
        return window;
    }

    /** A window of the browser. */
    final class Window {
        private final String session;

        private Window(String session) {
            this.session = session;
        }

        private JsonNode call(String method, Map<String, ?> parameters) {
            return Chromium.this.call(session, method, parameters);
        }

        /** Sets size and colours. */
        void look(int width, int height, boolean dark) {
            call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            width,
                            "height",
                            height,
                            "deviceScaleFactor",
                            1,
                            "mobile",
                            width < 600));
            call(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(
                                    Map.of(
                                            "name",
                                            "prefers-color-scheme",
                                            "value",
                                            dark ? "dark" : "light"))));
        }

        /** Opens an address and waits until it is loaded. */
        void open(URI address) {
            call("Page.navigate", Map.of("url", address.toString()));
            waitFor("document.readyState === 'complete' && location.href !== 'about:blank'");
        }

        /** Returns the value of an expression; waits for a promise. */
        JsonNode eval(String expression) {
            JsonNode result =
                    call(
                            "Runtime.evaluate",
                            Map.of(
                                    "expression", expression,
                                    "returnByValue", true,
                                    "awaitPromise", true));
            if (result.has("exceptionDetails")) {
                throw new IllegalStateException(expression + ": " + result);
            }
            return result.path("result").path("value");
        }

        /** Waits until an expression is true. */
        void waitFor(String expression) {
            String polling =
                    """
                    new Promise((done) => {
                      const end = Date.now() + %d;
                      const look = () => {
                        let is = false;
                        try { is = Boolean(%s); } catch (e) { is = false; }
                        if (is || Date.now() > end) { done(is); } else { setTimeout(look, 20); }
                      };
                      look();
                    })\
                    """
                            .formatted(PATIENCE.toMillis() / 2, expression);
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    if (eval(polling).asBoolean()) {
                        return;
                    }
                    break;
                } catch (IllegalStateException e) {
                    // the page was replaced while it was being looked at
                }
            }
            throw new AssertionError(
                    "never true: %s; %s"
                            .formatted(expression, eval("document.body.innerText").asString()));
        }

        /** Presses a key. */
        void press(String key) {
            Map<String, Object> event = new java.util.HashMap<>();
            event.put("key", key);
            if (key.length() == 1) {
                event.put("text", key);
            }
            event.put("type", "keyDown");
            call("Input.dispatchKeyEvent", event);
            call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        }

        /** Writes all of the page to a file. */
        void screenshot(Path file) throws IOException {
            JsonNode image = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.write(file, Base64.getDecoder().decode(image.path("data").asString()));
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        List<ProcessHandle> children = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
