package dev.framewatch.web.media;

import dev.framewatch.file.Sha256;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Style sheets, scripts and icons of the desk, each under an address with the hash of its content.
 */
public final class Assets {
    private static final String HTMX =
            "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";
    private static final int HASH_DIGITS = 16;

    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    /** By name; those of the pages' package, and libraries. */
    private static final Map<String, String> RESOURCES =
            Map.of(
                    "desk.css", "/dev/framewatch/web/asset/desk.css",
                    "desk.js", "/dev/framewatch/web/asset/desk.js",
                    "icon.svg", "/dev/framewatch/web/asset/icon.svg",
                    "htmx.js", HTMX);

    private final Map<String, Asset> byAddress = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private record Asset(byte[] content, String type) {}

    /** Reads all of them. */
    public Assets() {
        RESOURCES.forEach((name, resource) -> {
            byte[] content = read(resource);
            String key = Sha256.of(content).substring(0, HASH_DIGITS) + "-" + name;
            String extension = name.substring(name.lastIndexOf('.') + 1);
            byAddress.put(key, new Asset(content, Objects.requireNonNull(TYPES.get(extension))));
            addresses.put(name, "/assets/" + key);
        });
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** Returns the address of a file. */
    public String address(String name) {
        return Objects.requireNonNull(addresses.get(name), name);
    }

    /** Answers {@code /assets/{name}}. */
    public void serve(Context ctx) throws IOException {
        Asset asset = byAddress.get(ctx.pathParam("name"));
        if (asset == null) {
            throw new NotFoundResponse("There is no such file.");
        }
        MediaResponse.immutable(ctx, asset.content, asset.type);
    }
}
