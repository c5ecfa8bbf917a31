package dev.framewatch.cli.console;

import dev.framewatch.desk.http.AddressRedactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Details of a failure that nobody foresaw, for those who repair it: versions, the names of the
 * command and the thread, the stack trace. It contains no argument of the command line, and no URL
 * or variable of the environment that may be secret.
 *
 * @param command the names of the command, such as {@code framewatch sources add}
 * @param thread the name of the thread that failed
 */
record CrashReport(String command, String thread, Throwable failure) {
    /** Maximum length of the text; a stack overflow has a thousand frames for each cause. */
    static final int MAX_CHARS = 64 * 1024;

    private static final int SHORTEST_SECRET = 6;
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(PASS|TOKEN|SECRET|KEY|CREDENTIAL|AUTH).*");

    /** Returns the text of the report, without values of secret variables of an environment. */
    String text(Map<String, String> environment) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        String text =
                """
                Framewatch %s, Java %s, %s %s
                command: %s
                thread: %s
                memory: %d MB of at most %d MB

                %s\
                """
                        .formatted(
                                Version.number(),
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                command,
                                thread,
                                Runtime.getRuntime().totalMemory() >> 20,
                                Runtime.getRuntime().maxMemory() >> 20,
                                limited(stack.toString()));
        return limited(AddressRedactor.redact(without(text, environment)));
    }

    private static String without(String text, Map<String, String> environment) {
        String cleaned = text;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String value = variable.getValue();
            if (value.length() >= SHORTEST_SECRET
                    && SECRET_NAME.matcher(variable.getKey()).matches()) {
                cleaned = cleaned.replace(value, "…");
            }
        }
        return cleaned;
    }

    private static String limited(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }
}
