package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.learn.api.ArtworkJson;
import dev.framewatch.learn.api.EnrolmentJson;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import java.util.List;

/** Prints the result of an enrolment, as a note and, on request, as one JSON object. */
final class EnrolmentText {
    private final Console console;
    private final boolean json;

    EnrolmentText(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void print(Request request, Enrolled enrolled) {
        String name = request.name();
        String file = enrolled.file().toString();
        List<String> warnings = enrolled.warnings();
        int used = enrolled.used();
        switch (request) {
            case Request.Person _ -> person(enrolled, request.pictures().size());
            case Request.Artwork _ -> {
                if (json) {
                    console.out()
                            .println(Json.line(ArtworkJson.of(name, used, warnings, file, null)));
                }
                console.note(
                        "Saved target '%s' (reference images: %d) to %s"
                                .formatted(name, used, file));
            }
        }
    }

    /**
     * Prints a target of a person.
     *
     * @param photos the number of photos that were given
     */
    void person(Enrolled enrolled, int photos) {
        String name = enrolled.name();
        String file = enrolled.file().toString();
        int used = enrolled.used();
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    new EnrolmentJson(
                                            name,
                                            photos,
                                            used,
                                            enrolled.rejected(),
                                            enrolled.warnings(),
                                            file)));
        }
        console.note(
                "Saved target '%s' (from %s) to %s"
                        .formatted(name, Plural.of(used, "photo"), file));
    }
}
