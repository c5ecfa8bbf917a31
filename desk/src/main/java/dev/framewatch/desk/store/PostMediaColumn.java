package dev.framewatch.desk.store;

import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts the location of a post's media to and from its column, a JSON object with one field. */
final class PostMediaColumn {

    private PostMediaColumn() {}

    static String of(PostMedia media) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        switch (media) {
            case PostMedia.At(URI url) -> text.put("at", url.toString());
            case PostMedia.OnPage(URI page) -> text.put("page", page.toString());
            case PostMedia.OnDisk(Path path) -> text.put("disk", path.toString());
            case PostMedia.Stills(List<URI> images) ->
                    images.forEach(one -> text.withArray("stills").add(one.toString()));
            case PostMedia.None(String reason) -> text.put("none", reason);
        }
        return StrictJson.MAPPER.writeValueAsString(text);
    }

    static PostMedia read(String text) {
        JsonNode json = StrictJson.MAPPER.readTree(text);
        if (json.has("at")) {
            return new PostMedia.At(URI.create(json.get("at").asString()));
        }
        if (json.has("page")) {
            return new PostMedia.OnPage(URI.create(json.get("page").asString()));
        }
        if (json.has("disk")) {
            return new PostMedia.OnDisk(Path.of(json.get("disk").asString()));
        }
        if (json.has("stills")) {
            List<URI> images = new ArrayList<>();
            json.get("stills").forEach(one -> images.add(URI.create(one.asString())));
            return new PostMedia.Stills(images);
        }
        return new PostMedia.None(json.required("none").asString());
    }
}
