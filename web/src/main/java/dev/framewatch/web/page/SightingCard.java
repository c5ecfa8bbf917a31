package dev.framewatch.web.page;

import dev.framewatch.desk.api.SightingDto;
import java.util.Locale;

/**
 * A sighting in a list.
 *
 * @param href address of its page
 * @param picture address of its best frame; empty once its evidence is deleted
 * @param target name of the target
 * @param score in words
 * @param state in words
 * @param tone class of the state
 * @param name what people call the post
 * @param caption text of the post
 * @param family how often the clip was posted; empty for once
 * @param seenAt time of the verdict
 */
record SightingCard(
        String href,
        String picture,
        String target,
        String score,
        String state,
        String tone,
        String name,
        String caption,
        String family,
        TimeText seenAt) {
    static SightingCard of(SightingDto row, Pages pages) {
        return new SightingCard(
                Address.of("/sightings/{}", row.id()).toString(),
                row.evidence() == null
                        ? ""
                        : Address.of("/sightings/{}/thumbnail.jpg", row.id()).toString(),
                row.target(),
                score(row.score()),
                state(row),
                row.undecided() && row.state().equals("new") ? "doubt" : row.state(),
                row.post().called().text(),
                row.post().caption(),
                row.familySize() > 1 ? "in %d posts".formatted(row.familySize()) : "",
                pages.time(row.seenAt()));
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * score);
    }

    static String state(SightingDto row) {
        return switch (row.state()) {
            case "new" -> row.undecided() ? "not confirmed" : "to review";
            case "confirmed" -> "confirmed";
            case "rejected" -> "wrong";
            default -> row.state();
        };
    }
}
