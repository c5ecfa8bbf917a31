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

/** Adds the relevant option or command to messages of the services, which know neither. */
public final class Advice {
    /** Next steps by command and error code. */
    private static final Map<String, Map<ErrorCode, String>> NEXT_STEPS =
            Map.of(
                    "sightings",
                    Map.of(ErrorCode.NOT_FOUND, "to list sightings: `framewatch sightings`"),
                    "review",
                    Map.of(ErrorCode.NOT_FOUND, "to list sightings: `framewatch sightings`"),
                    "watch",
                    Map.of(
                            ErrorCode.NOT_FOUND,
                            "create one with `framewatch train` or `framewatch enrol`",
                            ErrorCode.CONFLICT,
                            "stop it first, or choose another --home"));

    private Advice() {}

    /**
     * Returns the message; if it reports a blocked private address, with the option that allows it.
     */
    public static String onPrivateAddresses(String message) {
        return message.contains(AddressPolicy.PRIVATE_RANGES)
                ? message + "; use --allow-private to allow it"
                : message;
    }

    /**
     * Returns the message of a failure with advice.
     *
     * @param command the command that failed
     */
    static String on(ServiceException failure, CommandSpec command) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof InvalidFieldException invalid) {
            String option = "--" + kebab(invalid.field());
            if (command.findOption(option) != null) {
                message = option + ": " + message;
            }
        }
        if (message.contains(AddressPolicy.NO_CREDENTIALS)
                && command.findOption("--user") != null) {
            message += "; use --user with --password-file or --password-env";
        }
        String next = nextStep(failure.code(), command);
        return onPrivateAddresses(next == null ? message : message + "; " + next);
    }

    private static @Nullable String nextStep(ErrorCode code, CommandSpec command) {
        List<String> words = List.of(command.qualifiedName(" ").split(" "));
        return words.size() < 2 ? null : NEXT_STEPS.getOrDefault(words.get(1), Map.of()).get(code);
    }

    /** Converts a field name in camel case to an option name in kebab case. */
    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
