package dev.framewatch.web;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks JSON against the parts of JSON Schema that the API's description uses. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** Returns where a value differs from its schema. */
    static List<String> problems(JsonNode document, JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(document, schema, value, "", problems);
        return problems;
    }

    private static void check(
            JsonNode document, JsonNode schema, JsonNode value, String at, List<String> problems) {
        if (schema.has("$ref")) {
            JsonNode target = document.at(schema.path("$ref").asString().substring(1));
            if (!target.isObject() || target.isEmpty()) {
                problems.add(at + ": no schema " + schema.path("$ref"));
            }
            check(document, target, value, at, problems);
            return;
        }
        if (schema.has("anyOf")) {
            boolean fits =
                    schema.path("anyOf")
                            .valueStream()
                            .anyMatch(one -> problems(document, one, value).isEmpty());
            if (!fits) {
                problems.add("%s: %s is none of %s".formatted(at, value, schema.path("anyOf")));
            }
            return;
        }
        boolean fits =
                switch (schema.path("type").asString("")) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    default -> false;
                };
        if (!fits) {
            problems.add("%s: %s is not of type %s".formatted(at, value, schema.path("type")));
            return;
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(document, schema.path("items"), value.path(i), at + "/" + i, problems);
            }
        }
        if (value.isObject()) {
            checkObject(document, schema, value, at, problems);
        }
    }

    private static void checkObject(
            JsonNode document, JsonNode schema, JsonNode value, String at, List<String> problems) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asString())) {
                problems.add("%s: lacks %s".formatted(at, name));
            }
        }
        value.properties()
                .forEach(property -> {
                    String below = at + "/" + property.getKey();
                    JsonNode known = schema.path("properties").path(property.getKey());
                    if (known.isObject()) {
                        check(document, known, property.getValue(), below, problems);
                    } else if (schema.path("additionalProperties").isObject()) {
                        JsonNode others = schema.path("additionalProperties");
                        check(document, others, property.getValue(), below, problems);
                    } else {
                        problems.add(below + ": unknown");
                    }
                });
    }
}
