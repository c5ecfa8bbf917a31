package dev.framewatch.learn.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the rows of a labels CSV. */
final class LabelTable {
    private LabelTable() {}

    /** All rows but empty ones, in the file's order. */
    static List<LabelRow> read(Path csv) throws IOException {
        CsvTable table = CsvTable.read(CsvPurpose.LABELS, csv);
        int image = table.required("Image_ID", "Video_ID");
        int label = table.required("Class");
        OptionalInt group = table.column("Group");
        List<LabelRow> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String groupName = group.isPresent() ? row.field(group.getAsInt()) : "";
            rows.add(
                    new LabelRow(
                            row.line(),
                            table.pictureName(row, image),
                            table.filled(row, label),
                            groupName.isEmpty() ? null : groupName));
        }
        return rows;
    }
}
