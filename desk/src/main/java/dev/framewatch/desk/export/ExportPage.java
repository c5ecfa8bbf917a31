package dev.framewatch.desk.export;

import dev.framewatch.page.PageTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page with which an exported ZIP opens: its sightings, with a frame of each and a link to its
 * evidence.
 *
 * @param madeAt time of the export
 * @param rows the sightings
 */
record ExportPage(Instant madeAt, List<Row> rows) {
    static final String NAME = "index.html";

    ExportPage {
        rows = List.copyOf(rows);
    }

    /**
     * A sighting.
     *
     * @param folder of its evidence in the ZIP; null if it was deleted
     * @param frame the best frame as a data URI; null if there is none
     */
    record Row(SightingSummary sighting, @Nullable String folder, @Nullable String frame) {
        String verdict() {
            return sighting.sighting().isUndecided() ? "undecided" : "possible match";
        }

        String state() {
            return sighting.sighting().state().word();
        }
    }

    byte[] html() {
        return new PageTemplate(ExportPage.class, "export")
                .page("Framewatch sightings", this)
                .getBytes(StandardCharsets.UTF_8);
    }
}
