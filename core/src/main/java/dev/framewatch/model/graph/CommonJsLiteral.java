package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;

/**
 * Takes the one literal out of a bundled CommonJS module, {@code …exports={…}} or {@code
 * …exports="…"}, without running it.
 */
final class CommonJsLiteral {
    private static final String OBJECT = ".exports={format:";
    private static final String TEXT = ".exports=\"";

    private CommonJsLiteral() {}

    /** The object literal as JSON, but for bare names and numbers that start with a point. */
    static String object(String script, String file) throws ModelException {
        int start = after(script, OBJECT, file) - "{format:".length();
        StringBuilder json = new StringBuilder(script.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < script.length(); i++) {
            char c = script.charAt(i);
            if (quoted) {
                json.append(c);
                if (c == '\\' && i + 1 < script.length()) {
                    json.append(script.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            if (c == '!' && i + 1 < script.length()) { // minifiers write true as !0, false as !1
                json.append(script.charAt(++i) == '0');
                continue;
            }
            json.append(c);
            switch (c) {
                case '"' -> quoted = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return json.toString();
            }
        }
        throw new ModelException(file + " is cut short");
    }

    /** The text literal, which must be without escapes. */
    static String text(String script, String file) throws ModelException {
        int start = after(script, TEXT, file);
        int end = script.indexOf('"', start);
        if (end < 0) {
            throw new ModelException(file + " is cut short");
        }
        return script.substring(start, end);
    }

    private static int after(String script, String opening, String file) throws ModelException {
        int at = script.indexOf(opening);
        if (at < 0) {
            throw new ModelException(file + " is not a script that holds a model");
        }
        return at + opening.length();
    }
}
