package dev.framewatch.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Why JSON cannot be read, in words for users: Jackson's messages name classes and settings. */
public final class JsonProblem {
    private static final Pattern MISSING =
            Pattern.compile("(?i)(?:missing|null)\\b.*? property '([^']+)'");

    private JsonProblem() {}

    /**
     * Returns the exceeded limit, the field, what the constructor of a record says of it, or the
     * line, as the end of a sentence after a colon.
     */
    public static String of(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException _ ->
                    "nested too deeply, or with a number or a name that is too long";
            case DatabindException e when e.getCause() instanceof JacksonException cause ->
                    of(cause);
            case ValueInstantiationException e when e.getCause() instanceof RuntimeException own ->
                    Objects.requireNonNullElse(own.getMessage(), field(e));
            case DatabindException e -> field(e);
            default -> syntax(failure.getLocation());
        };
    }

    private static String field(DatabindException failure) {
        List<String> path = new ArrayList<>();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            path.add(name == null ? Integer.toString(step.getIndex()) : name);
        }
        String message = failure.getOriginalMessage();
        Matcher missing = MISSING.matcher(message);
        boolean named = missing.find();
        if (named && (path.isEmpty() || !path.getLast().equals(missing.group(1)))) {
            path.add(missing.group(1));
        }
        if (path.isEmpty()) {
            return "not the JSON object that is expected";
        }
        String field = path.removeLast();
        return "the field '%s' %s%s"
                .formatted(
                        field,
                        named || message.contains("null") ? "is missing" : "has a wrong value",
                        path.isEmpty() ? "" : ", in " + String.join(".", path));
    }

    private static String syntax(TokenStreamLocation place) {
        return place == null || place.getLineNr() < 1
                ? "not JSON"
                : "not JSON, in line %d".formatted(place.getLineNr());
    }
}
