package dev.framewatch.cli;

import dev.framewatch.api.ModelJson;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Json;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelStatus;
import java.util.List;
import java.util.Locale;

/** Prints models, as a table or as JSON Lines. */
final class ModelReport {
    private final Console console;

    ModelReport(Console console) {
        this.console = console;
    }

    /**
     * Prints one entry per model.
     *
     * @return the exit status: 2 if a file was altered, else 0
     */
    int print(List<ModelStatus> all, boolean asJson) {
        if (!asJson) {
            console.out()
                    .printf("%-18s %-9s %-8s %8s  %s%n", "ID", "ROLE", "STATE", "SIZE", "INPUT");
        }
        int status = 0;
        for (ModelStatus one : all) {
            console.out().println(asJson ? Json.line(ModelJson.of(one)) : row(one));
            if (one.state() == ModelStatus.State.CHANGED) {
                console.note(
                        "framewatch: model '%s': %s".formatted(one.model().id(), one.problem()));
                status = 2;
            }
        }
        return status;
    }

    private static String row(ModelStatus status) {
        Model model = status.model();
        String row =
                String.format(
                        Locale.ROOT,
                        "%-18s %-9s %-8s %5.1f MB  %s%n  %s; %s%s",
                        model.id(),
                        model.role().label(),
                        word(status.state()),
                        model.bytes() / 1e6,
                        model.input().description(),
                        model.origin(),
                        model.licence().isEmpty() ? "licence unknown" : model.licence(),
                        isStandard(model) ? "; the default " + model.role().label() : "");
        return model.note().isEmpty() ? row : row + System.lineSeparator() + "  " + model.note();
    }

    private static boolean isStandard(Model model) {
        return ModelCatalogue.standard(model.role()).equals(model);
    }

    private static String word(ModelStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
