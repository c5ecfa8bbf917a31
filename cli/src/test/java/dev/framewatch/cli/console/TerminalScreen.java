package dev.framewatch.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person sees on a terminal of some width: wraps long lines as terminals do, and knows the
 * control sequences that Framewatch uses. Any other one is an error.
 */
public final class TerminalScreen extends OutputStream {
    private static final Pattern CONTROL =
            Pattern.compile("\r|\n|\u001b\\[K|\u001b\\[\\d+m|([^\\p{Cc}])", Pattern.DOTALL);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int columns;

    public TerminalScreen(int columns) {
        this.columns = columns;
    }

    /** Returns a screen that shows what was written to a terminal. */
    public static TerminalScreen showing(int columns, String written) {
        TerminalScreen screen = new TerminalScreen(columns);
        screen.bytes.writeBytes(written.getBytes(StandardCharsets.UTF_8));
        return screen;
    }

    /** Returns a console whose standard output and error are both this terminal. */
    public Console console(Map<String, String> environment) {
        return Console.of(this, this, Terminals.of("outerr", environment), () -> columns);
    }

    @Override
    public synchronized void write(int octet) {
        bytes.write(octet);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        bytes.write(octets, offset, length);
    }

    /** Returns everything that was written, with its control sequences. */
    public synchronized String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns the rows from the top, without trailing blanks; also those that scrolled out. */
    public List<String> rows() {
        return grid().stream().map(row -> row.text.toString().stripTrailing()).toList();
    }

    /** Returns the rows that are not empty. */
    public List<String> lines() {
        return rows().stream().filter(row -> !row.isEmpty()).toList();
    }

    /** Returns the lines that were printed, whole although they are wrapped. */
    public List<String> wholeLines() {
        List<StringBuilder> lines = new ArrayList<>();
        for (Row row : grid()) {
            boolean broken = row.text.indexOf("    ") == 0; // between words
            if (lines.isEmpty() || !(row.continues || broken)) {
                lines.add(new StringBuilder());
            }
            lines.getLast().append(broken ? " " + row.text.toString().strip() : row.text);
        }
        return lines.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * A row.
     *
     * @param continues whether it goes on with what did not fit into the one above
     */
    private record Row(StringBuilder text, boolean continues) {
        Row(boolean continues) {
            this(new StringBuilder(), continues);
        }
    }

    private List<Row> grid() {
        List<Row> rows = new ArrayList<>(List.of(new Row(false)));
        int column = 0;
        String written = written();
        Matcher next = CONTROL.matcher(written);
        int at = 0;
        while (at < written.length()) {
            if (!next.find(at) || next.start() != at) {
                throw new AssertionError("control character in: " + written.substring(at));
            }
            at = next.end();
            StringBuilder text = rows.getLast().text;
            String character = next.group(1);
            switch (next.group()) {
                case "\r" -> column = 0;
                case "\n" -> {
                    rows.add(new Row(false));
                    column = 0;
                }
                case "\u001b[K" -> text.setLength(Math.min(column, text.length()));
                default -> {
                    if (character != null && column == columns) {
                        rows.add(new Row(true));
                        rows.getLast().text.append(character);
                        column = 1;
                    } else if (character != null) {
                        text.replace(column, Math.min(column + 1, text.length()), character);
                        column++;
                    }
                }
            }
        }
        return rows;
    }
}
