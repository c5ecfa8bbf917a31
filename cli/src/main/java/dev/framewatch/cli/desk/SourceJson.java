package dev.framewatch.cli.desk;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.SourceRepository;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sources and their Posts as objects for programs; what is not known is null. */
final class SourceJson {
    private SourceJson() {}

    static Map<String, @Nullable Object> of(SourceRepository.Row row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", row.settings().name());
        fields.put("kind", row.settings().kind().word());
        fields.put("place", SourceText.place(row.settings()));
        fields.put("everySeconds", row.settings().every().toSeconds());
        fields.put("allowPrivate", row.settings().allowPrivate());
        fields.put("paused", row.paused());
        fields.put("addedAt", text(row.addedAt()));
        fields.put("dueAt", text(row.dueAt()));
        fields.put("failures", row.failures());
        fields.put("lastSuccess", text(row.lastSuccess()));
        fields.put("lastFailure", row.lastFailure());
        return fields;
    }

    static Map<String, @Nullable Object> of(Post post) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("platform", post.platform());
        fields.put("id", post.id());
        fields.put("url", text(post.page()));
        fields.put("author", post.author());
        fields.put("caption", post.caption());
        fields.put("hashtags", post.hashtags());
        fields.put("postedAt", text(post.postedAt()));
        fields.put("counters", post.counters());
        fields.put("media", media(post.media()));
        return fields;
    }

    private static Map<String, Object> media(PostMedia media) {
        return switch (media) {
            case PostMedia.At(URI address) -> Map.of("video", address.toString());
            case PostMedia.OnPage(URI page) -> Map.of("page", page.toString());
            case PostMedia.OnDisk(var path) -> Map.of("file", path.toString());
            case PostMedia.Stills(var pictures) ->
                    Map.of("pictures", pictures.stream().map(URI::toString).toList());
            case PostMedia.None(String why) -> Map.of("none", why);
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Instant || value instanceof URI ? value.toString() : null;
    }
}
