package dev.framewatch.web.api;

import dev.framewatch.web.access.AccessControl;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes routes as an OpenAPI 3.1 document. */
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final String version;

    /**
     * @param version version of the program
     */
    OpenApi(String version) {
        this.version = version;
    }

    /** Returns the document as maps and lists. */
    Map<String, Object> of(List<ApiRoute> routes) {
        RecordSchemas schemas = new RecordSchemas();
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (ApiRoute route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Framewatch desk", "version", version));
        document.put("servers", List.of(Map.of("url", Api.BASE)));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas.all(),
                        "securitySchemes",
                        Map.of(
                                "session",
                                Map.of(
                                        "type", "apiKey",
                                        "in", "cookie",
                                        "name", "framewatch-PORT",
                                        "description", "set by the address in the terminal"))));
        document.put("security", List.of(Map.of("session", List.of())));
        return document;
    }

    private static Map<String, Object> operation(ApiRoute route, RecordSchemas schemas) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        List<Map<String, Object>> parameters = new ArrayList<>();
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(name ->
                        parameters.add(
                                parameter(name.group(1), "path", true, "string", "as in lists")));
        for (ApiRoute.Parameter one : route.query()) {
            parameters.add(parameter(one.name(), "query", false, one.type(), one.description()));
        }
        if (!route.method().equals(HandlerType.GET)) {
            parameters.add(
                    parameter(
                            AccessControl.CSRF_HEADER,
                            "header",
                            true,
                            "string",
                            "the token that the pages of the session contain"));
        }
        operation.put("parameters", parameters);
        if (route.request() != null) {
            operation.put(
                    "requestBody",
                    Map.of("required", true, "content", json(schemas.of(route.request()))));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(
                "200",
                Map.of("description", "done", "content", json(schemas.of(route.response()))));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "nothing was changed",
                        "content",
                        json(schemas.of(ApiJson.Failure.class))));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> parameter(
            String name, String in, boolean isRequired, String type, String description) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", isRequired);
        parameter.put("description", description);
        parameter.put("schema", Map.of("type", type));
        return parameter;
    }

    private static Map<String, Object> json(Object schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }
}
