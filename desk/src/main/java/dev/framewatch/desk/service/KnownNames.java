package dev.framewatch.desk.service;

import dev.framewatch.desk.store.Database;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import java.util.List;

/**
 * Names that a request may mean: those of what exists, and of what was removed and has left
 * results. Any other one is a typing error, to which "nothing was found" would be a wrong answer.
 */
record KnownNames(Database database, Home home) {
    /**
     * Checks the name of a target.
     *
     * @throws NotFoundException if there is no such target and none was searched for
     */
    void requireTarget(String name) {
        List<String> targets = new TargetStore(home.targets()).names();
        if (!targets.contains(name)
                && !exists(
                        "select exists (select 1 from verdict where target = :name)"
                                + " or exists (select 1 from sighting where target = :name)"
                                + " or exists (select 1 from trend where target = :name)",
                        name)) {
            throw new NotFoundException(
                    "no target '%s', and no results of one (available: %s)"
                            .formatted(
                                    name, targets.isEmpty() ? "none" : String.join(", ", targets)));
        }
    }

    /**
     * Checks the name of a source.
     *
     * @throws NotFoundException if there is no such source and no post of it
     */
    void requireSource(String name) {
        if (!exists(
                "select exists (select 1 from source where name = :name)"
                        + " or exists (select 1 from post where source = :name)",
                name)) {
            throw new NotFoundException("no source '%s'".formatted(name));
        }
    }

    private boolean exists(String query, String name) {
        return database.read(
                handle -> handle.createQuery(query).bind("name", name).mapTo(Boolean.class).one());
    }
}
