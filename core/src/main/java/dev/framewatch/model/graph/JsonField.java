package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a model's JSON that knows where it stands, so that an error can name it.
 *
 * @param json the value
 * @param where the file and the way to the value in it, as {@code model.json.format}
 */
public record JsonField(JsonNode json, String where) {
    /** Script bundles write the same JSON with bare names and without leading zeros. */
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
     * Reads JSON of limited depth.
     *
     * @param where what errors call it
     */
    public static JsonField parse(String json, String where) throws ModelException {
        try {
            return new JsonField(JSON.readTree(json), where);
        } catch (JacksonException e) {
            throw new ModelException(
                    where + " is not the JSON of a model: " + e.getOriginalMessage(), e);
        }
    }

    public boolean has(String name) {
        return json.has(name);
    }

    public JsonField get(String name) throws ModelException {
        JsonNode child = json.get(name);
        if (child == null) {
            throw new ModelException(where + " lacks the field '" + name + "'");
        }
        return new JsonField(child, where + "." + name);
    }

    public List<JsonField> items() throws ModelException {
        if (!json.isArray()) {
            throw wrong("a list");
        }
        List<JsonField> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(new JsonField(item, where + "[" + items.size() + "]"));
        }
        return items;
    }

    public String text() throws ModelException {
        if (!json.isString()) {
            throw wrong("text");
        }
        return json.stringValue();
    }

    /** A whole number; the format writes 64-bit ones as text. */
    public int whole() throws ModelException {
        if (json.isInt()) {
            return json.intValue();
        }
        try {
            return Integer.parseInt(json.asString(""));
        } catch (NumberFormatException e) {
            throw wrong("a whole number");
        }
    }

    public double number() throws ModelException {
        if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
            throw wrong("a number");
        }
        return json.doubleValue();
    }

    public boolean flag() throws ModelException {
        if (!json.isBoolean()) {
            throw wrong("true or false");
        }
        return json.booleanValue();
    }

    private ModelException wrong(String expected) {
        return new ModelException(where + " is not " + expected);
    }
}
