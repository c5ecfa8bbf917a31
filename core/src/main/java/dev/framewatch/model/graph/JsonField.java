package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import dev.framewatch.json.JsonProblem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON value together with its path, for error messages that name the field.
 *
 * @param json the value
 * @param path file name and path of the value, for example {@code model.json.format}
 */
public record JsonField(JsonNode json, String path) {
    /** Accepts unquoted names and numbers without a leading zero, which bundled scripts contain. */
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxStringLength(1 << 20)
                                                    .build())
                                    .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                                    .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
                                    .build())
                    .build();

    /**
     * Parses JSON of limited depth.
     *
     * @param path name of the source, for error messages
     * @throws ModelException if it is not valid JSON, or exceeds the limits
     */
    public static JsonField parse(String json, String path) throws ModelException {
        try {
            return new JsonField(JSON.readTree(json), path);
        } catch (JacksonException e) {
            throw new ModelException(path + " is not valid model JSON: " + JsonProblem.of(e), e);
        }
    }

    public boolean has(String name) {
        return json.has(name);
    }

    public JsonField get(String name) throws ModelException {
        JsonNode child = json.get(name);
        if (child == null) {
            throw new ModelException(path + " has no field '" + name + "'");
        }
        return new JsonField(child, path + "." + name);
    }

    public List<JsonField> items() throws ModelException {
        if (!json.isArray()) {
            throw mismatch("an array");
        }
        List<JsonField> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(new JsonField(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    public String text() throws ModelException {
        if (!json.isString()) {
            throw mismatch("a string");
        }
        return json.stringValue();
    }

    /** Returns an integer; also accepts a string, as the format writes 64-bit integers. */
    public int intValue() throws ModelException {
        if (json.isInt()) {
            return json.intValue();
        }
        try {
            return Integer.parseInt(json.asString(""));
        } catch (NumberFormatException e) {
            throw mismatch("an integer");
        }
    }

    public double doubleValue() throws ModelException {
        if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
            throw mismatch("a finite number");
        }
        return json.doubleValue();
    }

    public boolean booleanValue() throws ModelException {
        if (!json.isBoolean()) {
            throw mismatch("a boolean");
        }
        return json.booleanValue();
    }

    private ModelException mismatch(String expected) {
        return new ModelException(path + " is not " + expected);
    }
}
