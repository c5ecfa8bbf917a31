package dev.framewatch.learn.dataset;

import java.nio.file.Path;
import java.util.Locale;

/** What a CSV file is for, as errors about it say. */
enum CsvPurpose {
    LABELS("Image_ID,Class"),
    CORRECTIONS("Image_ID,Action");

    private final String header;

    CsvPurpose(String firstLine) {
        this.header = firstLine;
    }

    /** The columns that it must have. */
    String header() {
        return header;
    }

    /** Returns the field of a request that names such a file. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code labels file mapping.csv}. */
    String describe(Path csv) {
        return "%s file %s".formatted(name().toLowerCase(Locale.ROOT), csv);
    }
}
