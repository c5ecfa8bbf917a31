package dev.framewatch.cli.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.desk.export.SightingDetails;
import dev.framewatch.desk.export.SightingLine;
import dev.framewatch.desk.store.StoredVerdict;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of {@code sightings show --json}: a line of the list, and more. */
record StoryJson(
        @JsonUnwrapped SightingLine line,
        String detector,
        @Nullable StoredVerdict verdict,
        String fetchedAt,
        @Nullable String fetchedFrom,
        String timestamp,
        int authors,
        List<SightingLine> spread,
        List<OneCount> viewsOverTime,
        List<OneReview> reviews) {
    /** Views of the family at a moment. */
    record OneCount(String at, long views) {}

    /** What a person said. */
    record OneReview(String at, String who, String answer, @Nullable Double frame, String note) {}

    static StoryJson of(SightingDetails story, Path home) {
        return new StoryJson(
                SightingLine.of(story.row(), home),
                story.row().sighting().detector(),
                story.verdict(),
                story.video().fetchedAt().toString(),
                story.video().from(),
                story.timestamp(),
                story.authors(),
                story.family().stream().map(row -> SightingLine.of(row, home)).toList(),
                story.views().stream()
                        .map(one -> new OneCount(one.at().toString(), one.views()))
                        .toList(),
                story.reviews().stream()
                        .map(one ->
                                new OneReview(
                                        one.at().toString(),
                                        one.who(),
                                        one.answer(),
                                        one.frame(),
                                        one.note()))
                        .toList());
    }
}
