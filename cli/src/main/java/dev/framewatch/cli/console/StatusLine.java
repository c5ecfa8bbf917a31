package dev.framewatch.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * The line of a terminal below all that was printed, which shows what is going on. Whatever is
 * printed while it is shown appears above it. Only this line is ever erased, and the cursor never
 * leaves it: what was printed stays as it is.
 */
public final class StatusLine {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final IntSupplier columns;
    private String text = "";
    private boolean drawn;
    private boolean midLine;

    /**
     * @param terminal not one of the streams that {@link #above} returns
     * @param columns width of the terminal
     */
    public StatusLine(PrintStream terminal, IntSupplier columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Returns the maximum length of the text; a full line would wrap on some terminals. */
    public int width() {
        return columns.getAsInt() - 1;
    }

    /** Shows a text, at most {@link #width} columns wide, in place of the one before. */
    public synchronized void show(String newText) {
        text = newText;
        draw();
    }

    /** Shows nothing any more. */
    public synchronized void clear() {
        erase();
        text = "";
    }

    /** Notes that the user has ended the line, with an answer to a question in it. */
    public synchronized void lineEnded() {
        midLine = false;
        draw();
    }

    /** Returns a stream to the same terminal, which prints above this line, between words. */
    public OutputStream above(OutputStream stream) {
        return new Above(stream);
    }

    private void draw() {
        if (!midLine && !text.isEmpty()) {
            terminal.print(ERASE + text);
            terminal.flush();
            drawn = true;
        }
    }

    private void erase() {
        if (drawn) {
            terminal.print(ERASE);
            terminal.flush();
            drawn = false;
        }
    }

    /** Prints whole lines, and parts of them when it is flushed. */
    private final class Above extends OutputStream {
        private final OutputStream stream;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Above(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            synchronized (StatusLine.this) {
                for (int i = offset; i < offset + length; i++) {
                    line.write(octets[i]);
                    if (octets[i] == '\n') {
                        print();
                    }
                }
            }
        }

        @Override
        public void flush() throws IOException {
            synchronized (StatusLine.this) {
                print();
            }
        }

        private void print() throws IOException {
            if (line.size() == 0) {
                return;
            }
            erase();
            // The rest of a line cannot be wrapped without its beginning.
            byte[] text = line.toByteArray();
            stream.write(midLine ? text : wrapped(text));
            stream.flush();
            line.reset();
            midLine = text[text.length - 1] != '\n';
            draw();
        }

        private byte[] wrapped(byte[] text) {
            return LineWrap.of(new String(text, StandardCharsets.UTF_8), columns.getAsInt())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
