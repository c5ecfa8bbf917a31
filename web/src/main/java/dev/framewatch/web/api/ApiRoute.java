package dev.framewatch.web.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route of the API with all that its description needs, so that the two cannot differ.
 *
 * @param method HTTP method
 * @param path below the base path, with parameters in braces
 * @param summary what it does
 * @param query parameters of the query
 * @param request record of the body; null for none
 * @param response record of the answer
 * @param handler returns the answer
 */
record ApiRoute(
        HandlerType method,
        String path,
        String summary,
        List<Parameter> query,
        @Nullable Class<?> request,
        Class<?> response,
        Answer handler) {

    /**
     * A parameter of the query; all are optional.
     *
     * @param name its name
     * @param type its JSON type
     * @param description what it selects
     */
    record Parameter(String name, String type, String description) {}

    /** Answers a request with a record. */
    @FunctionalInterface
    interface Answer {
        Object to(Context ctx) throws Exception;
    }

    static ApiRoute get(
            String path, String summary, List<Parameter> query, Class<?> response, Answer handler) {
        return new ApiRoute(HandlerType.GET, path, summary, query, null, response, handler);
    }
}
