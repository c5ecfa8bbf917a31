package dev.framewatch.desk.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without which Excel
 * garbles names. Untrusted text must be passed as {@link dev.framewatch.text.CsvCell}.
 */
public final class SpreadsheetCsv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvWriter csv;

    /** Writes the header. */
    public SpreadsheetCsv(OutputStream out, List<String> header) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(header);
    }

    public void add(List<String> fields) {
        csv.writeRecord(fields);
    }

    /** Passes everything on to the stream. */
    public void flush() throws IOException {
        csv.flush();
    }
}
