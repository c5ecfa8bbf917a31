package dev.framewatch.web;

import dev.framewatch.desk.api.EventDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.EventService;
import dev.framewatch.desk.service.ReviewService;
import dev.framewatch.error.ErrorText;
import dev.framewatch.error.ServiceException;
import dev.framewatch.web.access.Access;
import dev.framewatch.web.access.AccessControl;
import dev.framewatch.web.access.RequestRefusedException;
import dev.framewatch.web.access.Sessions;
import dev.framewatch.web.api.Api;
import dev.framewatch.web.live.EventStream;
import dev.framewatch.web.live.LiveFeed;
import dev.framewatch.web.media.Assets;
import dev.framewatch.web.page.ListPages;
import dev.framewatch.web.page.Pages;
import dev.framewatch.web.page.ReviewPage;
import dev.framewatch.web.page.SightingPage;
import dev.framewatch.web.page.SightingsPage;
import dev.framewatch.web.page.TodayPage;
import dev.framewatch.web.page.TrendPage;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composition root of the web desk: a server on the loopback interface over a home's services. */
public final class WebDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebDesk.class);

    /** There are no accounts, so nobody else may connect. */
    private static final String LOOPBACK = "127.0.0.1";

    /** A decision with a note; nothing is uploaded. */
    private static final long MAX_REQUEST_BYTES = 64 << 10;

    private final EventService events;
    private final Sessions sessions;
    private final LiveFeed feed;
    private final Pages pages;
    private final Javalin server;

    /**
     * Settings of the server.
     *
     * @param port 0 for a free one
     * @param actor name under which changes are recorded
     * @param version version of the program
     */
    public record Settings(int port, String actor, String version) {}

    /** Hears what the desk cannot do itself. */
    public interface Listener {
        /** Receives the address for another browser, when one was used. */
        void nextAddress(URI address);

        /** Called after each decision and each that is taken back. */
        default void decided() {}
    }

    private WebDesk(DeskServices desk, Clock clock, Settings settings, Listener listener) {
        this.events = desk.events();
        this.sessions = new Sessions(settings.actor, clock);
        this.feed =
                new LiveFeed(
                        new LiveFeed.EventSource() {
                            @Override
                            public List<EventDto> after(long id, int limit) {
                                return events.after(id, limit);
                            }

                            @Override
                            public long lastId() {
                                return events.lastId();
                            }
                        });
        Assets assets = new Assets();
        this.pages = new Pages(assets, clock);
        ReviewService reviews = desk.reviews();
        this.server =
                Javalin.create(config -> {
                    configure(config, settings.port);
                    RoutesConfig routes = config.routes;
                    new AccessControl(sessions, _ -> listener.nextAddress(address())).addTo(routes);
                    addHealth(routes);
                    routes.get("/assets/{name}", assets::serve, Access.PUBLIC);
                    routes.get("/live", new EventStream(feed)::serve);
                    new TodayPage(desk, reviews, pages).addTo(routes);
                    new ReviewPage(desk, reviews, pages, listener::decided).addTo(routes);
                    new SightingsPage(desk, pages).addTo(routes);
                    new SightingPage(desk, pages).addTo(routes);
                    new ListPages(desk, pages).addTo(routes);
                    new TrendPage(desk, pages).addTo(routes);
                    new Api(desk, reviews, listener::decided, settings.version).addTo(routes);
                    addErrors(routes);
                });
    }

    /**
     * Starts the server.
     *
     * @param desk services of the home folder; must be closed after the server
     * @return the running server, to be closed by the caller
     * @throws IOException if the port is in use
     */
    public static WebDesk start(
            DeskServices desk, Clock clock, Settings settings, Listener listener)
            throws IOException {
        WebDesk web = new WebDesk(desk, clock, settings, listener);
        try {
            web.server.start();
            return web;
        } catch (JavalinBindException e) {
            web.feed.close();
            throw new IOException(
                    "port %d of %s cannot be used: another program listens there"
                            .formatted(settings.port, LOOPBACK),
                    e);
        }
    }

    private static void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = LOOPBACK;
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.http.maxRequestSize = MAX_REQUEST_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE; // nothing leaves the machine
    }

    /** Returns the address with the token that opens the next session. */
    public URI address() {
        return URI.create(
                "http://%s:%d/open?token=%s".formatted(LOOPBACK, server.port(), sessions.token()));
    }

    /** Returns method and path of every route. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(route -> route.endpoint.method.isHttpMethod())
                .map(route -> route.endpoint.method + " " + route.endpoint.path)
                .toList();
    }

    /** Returns the addresses of this machine on which the server listens. */
    List<String> listensOn() {
        return Stream.of(server.jettyServer().server().getConnectors())
                .map(connector -> ((ServerConnector) connector).getHost())
                .toList();
    }

    private void addHealth(RoutesConfig routes) {
        routes.get("/healthz", ctx -> ctx.result("ok\n"), Access.PUBLIC);
        routes.get("/readyz", this::ready, Access.PUBLIC);
    }

    private void ready(Context ctx) {
        try {
            events.lastId();
            ctx.result("ready\n");
        } catch (RuntimeException e) {
            LOG.warn("the database cannot be read", e);
            ctx.status(503).result("the database cannot be read\n");
        }
    }

    private void addErrors(RoutesConfig routes) {
        routes.exception(
                RequestRefusedException.class,
                (e, ctx) -> fail(ctx, e.status(), "refused", String.valueOf(e.getMessage())));
        routes.exception(
                ServiceException.class,
                (e, ctx) -> fail(ctx, status(e), e.code().text(), String.valueOf(e.getMessage())));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) ->
                        fail(
                                ctx,
                                e.getStatus(),
                                e.getStatus() == 404 ? "not_found" : "refused",
                                e.getStatus() == 404
                                        ? "There is nothing at this address."
                                        : String.valueOf(e.getMessage())));
        routes.exception(EofException.class, (_, _) -> {}); // the reader is gone
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
                    fail(ctx, 500, "internal", ErrorText.of(e));
                });
    }

    private static int status(ServiceException e) {
        return switch (e.code()) {
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case INVALID_FIELD, REFUSED -> 400;
            case UNAVAILABLE -> 503;
        };
    }

    private void fail(Context ctx, int status, String code, String message) {
        if (ctx.res().isCommitted()) {
            return;
        }
        if (ctx.path().startsWith(Api.BASE)) {
            Api.sendError(ctx, status, code, message);
        } else {
            pages.sendError(ctx, status, title(status), sentence(message));
        }
    }

    /** Services begin their messages as the command line goes on with them. */
    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not open to you";
            case 404 -> "Not found";
            case 409 -> "Not changed";
            case 500, 503 -> "This did not work";
            default -> "Not understood";
        };
    }

    /** Ends all event streams, then stops the server. */
    @Override
    public void close() {
        feed.close();
        server.stop();
    }
}
