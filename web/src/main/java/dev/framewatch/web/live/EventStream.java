package dev.framewatch.web.live;

import dev.framewatch.desk.api.EventDto;
import dev.framewatch.json.StrictJson;
import dev.framewatch.web.live.Subscription.Item;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers with server-sent events. The request keeps its own virtual thread until the window or the
 * desk closes, and one that does not read stops only itself.
 */
public final class EventStream {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final long NOW = -1;

    private final LiveFeed feed;

    public EventStream(LiveFeed feed) {
        this.feed = feed;
    }

    /** Answers {@code /live}. */
    public void serve(Context ctx) throws IOException, InterruptedException {
        try (Subscription subscription = feed.subscribe(lastId(ctx.header("Last-Event-ID")))) {
            ctx.res().setContentType("text/event-stream");
            ctx.res().setCharacterEncoding("UTF-8");
            OutputStream out = ctx.res().getOutputStream();
            write(out, "retry: 2000\n\n");
            while (true) {
                switch (subscription.next(SILENCE)) {
                    case Item.Happened(EventDto event) ->
                            write(
                                    out,
                                    "id: %d\ndata: %s\n\n"
                                            .formatted(
                                                    event.id(),
                                                    StrictJson.MAPPER.writeValueAsString(event)));
                    case Item.Reload(long id) ->
                            write(out, "id: %d\nevent: reload\ndata: {}\n\n".formatted(id));
                    case Item.Silence() -> write(out, ":\n\n"); // finds out who is gone
                    case Item.End() -> {
                        return;
                    }
                }
            }
        }
    }

    private static long lastId(@Nullable String header) {
        return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : NOW;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
