package dev.framewatch.web.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks each request before its handler: the host it was sent to, the session, and for a change
 * the origin and the token of the page. Sets the headers that keep a browser from doing more than
 * the desk asks for.
 */
public final class AccessControl {
    /** Header with the token of a change; forms have a field instead. */
    public static final String CSRF_HEADER = "X-Csrf-Token";

    /** Form field with the token of a change. */
    public static final String CSRF_FIELD = "csrf";

    private static final String SESSION = "session";
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src"
                    + " 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final Sessions sessions;
    private final Consumer<String> opened;

    /**
     * @param opened receives the next token, whenever one was used up
     */
    public AccessControl(Sessions sessions, Consumer<String> opened) {
        this.sessions = sessions;
        this.opened = opened;
    }

    /** Adds the checks, and the route that opens a session. */
    public void addTo(RoutesConfig routes) {
        routes.before(ctx -> {
            setHeaders(ctx);
            checkHost(ctx);
        });
        routes.beforeMatched(this::check);
        routes.get("/open", this::open, Access.PUBLIC);
    }

    /** Returns the session of a request that was let through. */
    public static Session session(Context ctx) {
        return Objects.requireNonNull(ctx.<Session>attribute(SESSION), "a route for sessions");
    }

    /** Returns whether a request was let through as one of a session. */
    public static boolean isSignedIn(Context ctx) {
        return ctx.<Session>attribute(SESSION) != null;
    }

    private static void setHeaders(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        ctx.header("Cache-Control", "no-store");
    }

    /** Another name may be that of an attacker, who lets it point to this machine. */
    private static void checkHost(Context ctx) {
        String host = ctx.header("Host");
        int port = ctx.req().getLocalPort();
        boolean isOwn = ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
        if (!isOwn) {
            throw new RequestRefusedException(421, "This is not the address of the desk.");
        }
    }

    private void check(Context ctx) {
        if (ctx.routeRoles().contains(Access.PUBLIC)) {
            return;
        }
        Session session =
                sessions.of(ctx.cookie(cookie(ctx)))
                        .orElseThrow(() ->
                                new RequestRefusedException(
                                        403,
                                        "There is no session, or it has ended. Open the address"
                                                + " that the terminal shows."));
        if (!SAFE.contains(ctx.method())) {
            checkChange(ctx, session);
        }
        ctx.attribute(SESSION, session);
    }

    private static void checkChange(Context ctx, Session session) {
        String origin = ctx.header("Origin");
        String given = ctx.header(CSRF_HEADER);
        if (given == null && ctx.isFormUrlencoded()) {
            given = ctx.formParam(CSRF_FIELD);
        }
        boolean isOwn = origin == null || origin.equals("http://" + ctx.header("Host"));
        if (!isOwn || !isToken(given, session)) {
            throw new RequestRefusedException(
                    403, "Changes are accepted from the pages of the desk only.");
        }
    }

    private static boolean isToken(@Nullable String given, Session session) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private void open(Context ctx) {
        String secret =
                sessions.open(ctx.queryParam("token"))
                        .orElseThrow(() ->
                                new RequestRefusedException(
                                        403,
                                        "This address was used before. The terminal shows the"
                                                + " next one."));
        ctx.header(
                "Set-Cookie",
                "%s=%s; Path=/; HttpOnly; SameSite=Lax".formatted(cookie(ctx), secret));
        ctx.status(303).header("Location", "/");
        opened.accept(sessions.token());
    }

    /** Cookies do not know ports, and two desks may run on one machine. */
    private static String cookie(Context ctx) {
        return "framewatch-" + ctx.req().getLocalPort();
    }
}
