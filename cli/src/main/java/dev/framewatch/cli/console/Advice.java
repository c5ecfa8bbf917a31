package dev.framewatch.cli.console;

import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.error.ErrorCode;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.ServiceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Adds to the sentence of a service which option or command of this program helps. */
public final class Advice {
    /** By command and code: what to do next. */
    private static final Map<String, Map<ErrorCode, String>> NEXT_STEPS =
            Map.of(
                    "sightings",
                    Map.of(ErrorCode.NOT_FOUND, "`framewatch sightings` lists them"),
                    "review",
                    Map.of(ErrorCode.NOT_FOUND, "`framewatch sightings` lists them"),
                    "watch",
                    Map.of(
                            ErrorCode.NOT_FOUND,
                            "make one with `framewatch train` or `framewatch enrol`",
                            ErrorCode.CONFLICT,
                            "stop that one first, or choose another --home"));

    private Advice() {}

    /** Returns a sentence, and the option that allows private addresses where it refuses one. */
    public static String onPrivateAddresses(String sentence) {
        return sentence.contains(AddressPolicy.PRIVATE_RANGES)
                ? sentence + "; --allow-private allows it"
                : sentence;
    }

    /**
     * Returns the message of a failure with advice.
     *
     * @param command that failed
     */
    static String on(ServiceException failure, CommandSpec command) {
        String sentence = String.valueOf(failure.getMessage());
        if (failure instanceof InvalidFieldException invalid) {
            String option = "--" + kebab(invalid.field());
            if (command.findOption(option) != null) {
                sentence = option + ": " + sentence;
            }
        }
        String next = nextStep(failure.code(), command);
        return onPrivateAddresses(next == null ? sentence : sentence + "; " + next);
    }

    private static @Nullable String nextStep(ErrorCode code, CommandSpec command) {
        List<String> words = List.of(command.qualifiedName(" ").split(" "));
        return words.size() < 2 ? null : NEXT_STEPS.getOrDefault(words.get(1), Map.of()).get(code);
    }

    /** Field names of requests are in camel case, options in kebab case. */
    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
