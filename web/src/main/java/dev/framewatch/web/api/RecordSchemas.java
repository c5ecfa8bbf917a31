package dev.framewatch.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of records, made from their components as JSON is: what is {@code @Nullable} may be
 * null, and all else is required.
 */
final class RecordSchemas {
    private final Map<String, Object> schemas = new TreeMap<>();

    /** Returns all schemas that were asked for and those that they refer to, by name. */
    Map<String, Object> all() {
        return schemas;
    }

    /** Returns a reference to the schema of a record. */
    Map<String, Object> of(Class<?> type) {
        String name = name(type);
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of()); // of a record that contains itself
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            addComponents(type, properties, required);
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("properties", properties);
            schema.put("required", required);
            schema.put("additionalProperties", false);
            schemas.put(name, schema);
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("Dto$", "");
        Class<?> outer = type.getEnclosingClass();
        return outer == null || outer.equals(ApiJson.class) ? name : name(outer) + name;
    }

    private void addComponents(
            Class<?> type, Map<String, Object> properties, List<String> required) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addComponents(component.getType(), properties, required);
                continue;
            }
            properties.put(component.getName(), value(component.getAnnotatedType()));
            if (!isLeftOut(type, component)) {
                required.add(component.getName());
            }
        }
        for (Method method : type.getMethods()) {
            if (isProperty(method)) {
                String name = method.getName().substring(2);
                name = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                properties.put(name, Map.of("type", "boolean"));
                required.add(name);
            }
        }
    }

    /** JSON also contains what a record computes, if it is named so. */
    private static boolean isProperty(Method method) {
        return method.getName().matches("is[A-Z]\\w*")
                && method.getReturnType().equals(boolean.class)
                && method.getParameterCount() == 0
                && !method.getDeclaringClass().isInterface();
    }

    private static boolean isLeftOut(Class<?> type, RecordComponent component) {
        return type.isAnnotationPresent(JsonInclude.class)
                || component.getAccessor().isAnnotationPresent(JsonInclude.class);
    }

    private Map<String, Object> value(AnnotatedType type) {
        Map<String, Object> schema = schema(type);
        if (!type.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private Map<String, Object> schema(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return Map.of(
                    "type", "array", "items", value(array.getAnnotatedGenericComponentType()));
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            Class<?> raw = raw(generic.getType());
            if (Collection.class.isAssignableFrom(raw)) {
                return Map.of("type", "array", "items", value(arguments[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return Map.of("type", "object", "additionalProperties", value(arguments[1]));
            }
        }
        return schema(raw(type.getType()));
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case java.lang.reflect.ParameterizedType generic -> raw(generic.getRawType());
            default -> Object.class;
        };
    }

    private Map<String, Object> schema(Class<?> type) {
        if (isText(type)) {
            return Map.of("type", "string");
        }
        if (type.isRecord()) {
            return of(type);
        }
        if (type.isSealed() && type.isInterface()) {
            return Map.of(
                    "anyOf", Stream.of(type.getPermittedSubclasses()).map(this::schema).toList());
        }
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return Map.of("type", "boolean");
        }
        if (type.equals(int.class)
                || type.equals(Integer.class)
                || type.equals(long.class)
                || type.equals(Long.class)) {
            return Map.of("type", "integer");
        }
        if (type.equals(double.class) || type.equals(Double.class)) {
            return Map.of("type", "number");
        }
        if (type.equals(Instant.class)) {
            return Map.of("type", "string", "format", "date-time");
        }
        throw new IllegalArgumentException("no JSON schema of " + type);
    }

    private static boolean isText(Class<?> type) {
        boolean isValue =
                Stream.of(type.getDeclaredMethods())
                        .anyMatch(method ->
                                method.isAnnotationPresent(JsonValue.class)
                                        && method.getReturnType().equals(String.class));
        return isValue
                || type.isEnum()
                || type.equals(String.class)
                || (type.getPackageName().equals("java.time") && !type.equals(Instant.class));
    }
}
