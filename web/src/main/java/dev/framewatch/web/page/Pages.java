package dev.framewatch.web.page;

import dev.framewatch.page.PageTemplate;
import dev.framewatch.web.access.AccessControl;
import dev.framewatch.web.media.Assets;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Puts templates into the frame that all pages share, and sends them. */
public final class Pages {
    private static final List<Link> SECTIONS =
            List.of(
                    new Link("Today", "/"),
                    new Link("Review", "/review"),
                    new Link("Sightings", "/sightings"),
                    new Link("Targets", "/targets"),
                    new Link("Trends", "/trends"),
                    new Link("Sources", "/sources"),
                    new Link("Alerts", "/alerts"));

    private final Assets assets;
    private final Clock clock;
    private final Map<String, PageTemplate> templates = new ConcurrentHashMap<>();

    public Pages(Assets assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /**
     * A link.
     *
     * @param text words
     * @param href address
     */
    record Link(String text, String href) {}

    /**
     * Model of the frame.
     *
     * @param title heading of the page
     * @param section name of the section that the page is in
     * @param sections all sections; empty without a session
     * @param csrf what changes must contain; empty without a session
     * @param assets addresses of style sheets and scripts
     * @param body markup of the page
     */
    record Frame(
            String title,
            String section,
            List<Link> sections,
            String csrf,
            Assets assets,
            String body) {
        boolean isCurrent(Link link) {
            return link.text().equals(section);
        }
    }

    /** Sends a page. */
    void send(Context ctx, String title, String section, String template, Object model) {
        String csrf = AccessControl.session(ctx).csrfToken();
        html(ctx, new Frame(title, section, SECTIONS, csrf, assets, part(template, model)));
    }

    /** Sends a page that needs no session: why there is no other one. */
    public void sendError(Context ctx, int status, String title, String message) {
        ctx.status(status);
        boolean isSignedIn = AccessControl.isSignedIn(ctx);
        html(
                ctx,
                new Frame(
                        title,
                        "",
                        isSignedIn ? SECTIONS : List.of(),
                        "",
                        assets,
                        part("error", new ErrorPage(title, message))));
    }

    /** Model of an error page. */
    record ErrorPage(String title, String message) {}

    private void html(Context ctx, Frame frame) {
        ctx.html(part("frame", frame));
    }

    private String part(String template, Object model) {
        return templates
                .computeIfAbsent(template, name -> new PageTemplate(Pages.class, name))
                .part(model);
    }

    /** Returns a time as people read it. */
    TimeText time(Instant instant) {
        return TimeText.of(instant, clock.instant(), clock.getZone());
    }

    /** Returns a time as people read it; null for null. */
    @Nullable TimeText timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }
}
