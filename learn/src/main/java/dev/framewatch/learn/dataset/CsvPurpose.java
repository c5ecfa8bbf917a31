package dev.framewatch.learn.dataset;

import java.nio.file.Path;
import java.util.Locale;

/** What a CSV file is for, as errors about it say. */
enum CsvPurpose {
    LABELS("Image_ID,Class"),
    CORRECTIONS("Image_ID,Action");

    private final String firstLine;

    CsvPurpose(String firstLine) {
        this.firstLine = firstLine;
    }

    /** The columns that it must have. */
    String firstLine() {
        return firstLine;
    }

    /** Returns the field of a request that names such a file. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code labels file mapping.csv}. */
    String named(Path csv) {
        return "%s file %s".formatted(name().toLowerCase(Locale.ROOT), csv);
    }
}
