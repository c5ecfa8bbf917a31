package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;

/**
 * Extracts the single exported literal of a bundled CommonJS module, {@code …exports={…}} or {@code
 * …exports="…"}, without executing the module.
 */
final class CommonJsLiteral {
    private static final String OBJECT_START = ".exports={format:";
    private static final String TEXT_START = ".exports=\"";

    private CommonJsLiteral() {}

    /**
     * Returns the object literal as JSON, except that names may be unquoted and numbers may start
     * with a decimal point.
     *
     * @param file the file's name, for error messages
     * @throws ModelException if the script contains no such literal or is truncated
     */
    static String object(String script, String file) throws ModelException {
        int start = endOf(OBJECT_START, script, file) - "{format:".length();
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
            if (c == '!' && i + 1 < script.length()) { // minifiers write true as !0 and false as !1
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
        throw new ModelException(file + " is truncated");
    }

    /**
     * Returns the string literal, which must not contain escape sequences.
     *
     * @param file the file's name, for error messages
     * @throws ModelException if the script contains no such literal or is truncated
     */
    static String text(String script, String file) throws ModelException {
        int start = endOf(TEXT_START, script, file);
        int end = script.indexOf('"', start);
        if (end < 0) {
            throw new ModelException(file + " is truncated");
        }
        return script.substring(start, end);
    }

    private static int endOf(String prefix, String script, String file) throws ModelException {
        int start = script.indexOf(prefix);
        if (start < 0) {
            throw new ModelException(file + " contains no model");
        }
        return start + prefix.length();
    }
}
