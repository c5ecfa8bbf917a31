package dev.framewatch.model.graph;

import dev.framewatch.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A value of the model's JSON that knows where it stands, so that an error can name it. */
record Field(JsonNode json, String where) {

    boolean has(String name) {
        return json.has(name);
    }

    Field get(String name) throws ModelException {
        JsonNode child = json.get(name);
        if (child == null) {
            throw new ModelException(where + " lacks the field '" + name + "'");
        }
        return new Field(child, where + "." + name);
    }

    List<Field> items() throws ModelException {
        if (!json.isArray()) {
            throw wrong("a list");
        }
        List<Field> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(new Field(item, where + "[" + items.size() + "]"));
        }
        return items;
    }

    String text() throws ModelException {
        if (!json.isString()) {
            throw wrong("text");
        }
        return json.stringValue();
    }

    /** A whole number; the format writes 64-bit ones as text. */
    int whole() throws ModelException {
        if (json.isInt()) {
            return json.intValue();
        }
        try {
            return Integer.parseInt(json.asString(""));
        } catch (NumberFormatException e) {
            throw wrong("a whole number");
        }
    }

    double number() throws ModelException {
        if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
            throw wrong("a number");
        }
        return json.doubleValue();
    }

    boolean flag() throws ModelException {
        if (!json.isBoolean()) {
            throw wrong("true or false");
        }
        return json.booleanValue();
    }

    private ModelException wrong(String expected) {
        return new ModelException(where + " is not " + expected);
    }
}
