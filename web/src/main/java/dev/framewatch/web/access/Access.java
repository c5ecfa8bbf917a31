package dev.framewatch.web.access;

import io.javalin.security.RouteRole;

/** Who may use a route. A route without one of these is for sessions only. */
public enum Access implements RouteRole {
    /** Everybody on this machine. */
    PUBLIC,
    /** Whoever opened the address that the terminal showed. */
    SESSION
}
