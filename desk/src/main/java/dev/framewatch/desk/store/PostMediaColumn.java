package dev.framewatch.desk.store;

import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts the location of a post's media to and from its column, a JSON object. */
final class PostMediaColumn {

    private PostMediaColumn() {}

    static String of(PostMedia media) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        switch (media) {
            case PostMedia.At(URI url, String leftOut) ->
                    text.put("at", url.toString()).put("left_out", leftOut);
            case PostMedia.OnPage(URI page, List<URI> illustrations) -> {
                text.put("page", page.toString());
                illustrations.forEach(one -> text.withArray("illustrations").add(one.toString()));
            }
            case PostMedia.OnDisk(Path path) -> text.put("disk", path.toString());
            case PostMedia.Stills(List<URI> images, String leftOut) -> {
                images.forEach(one -> text.withArray("stills").add(one.toString()));
                text.put("left_out", leftOut);
            }
            case PostMedia.None(String reason) -> text.put("none", reason);
        }
        return StrictJson.MAPPER.writeValueAsString(text);
    }

    static PostMedia read(String text) {
        JsonNode json = StrictJson.MAPPER.readTree(text);
        String leftOut = json.path("left_out").asString("");
        if (json.has("at")) {
            return new PostMedia.At(URI.create(json.get("at").asString()), leftOut);
        }
        if (json.has("page")) {
            URI page = URI.create(json.get("page").asString());
            return new PostMedia.OnPage(page, urls(json.path("illustrations")));
        }
        if (json.has("disk")) {
            return new PostMedia.OnDisk(Path.of(json.get("disk").asString()));
        }
        if (json.has("stills")) {
            return new PostMedia.Stills(urls(json.get("stills")), leftOut);
        }
        return new PostMedia.None(json.required("none").asString());
    }

    private static List<URI> urls(JsonNode texts) {
        return texts.valueStream().map(text -> URI.create(text.asString())).toList();
    }
}
