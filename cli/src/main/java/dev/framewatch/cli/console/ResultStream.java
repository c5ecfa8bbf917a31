package dev.framewatch.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output, in UTF-8. Knows whether its reader has gone, as {@code head} soon does. */
public final class ResultStream extends PrintStream {
    private final Output output;

    private ResultStream(Output output) {
        super(output, false, StandardCharsets.UTF_8); // it buffers nothing that could be flushed
        this.output = output;
    }

    /**
     * @param pipe whether the stream is a pipe, which is full only for as long as its reader waits
     */
    public ResultStream(OutputStream out, boolean pipe) {
        this(new Output(out, pipe));
    }

    /** Returns the stream that writes to standard output of this process. */
    static ResultStream to(OutputStream standardOutput) {
        return new ResultStream(standardOutput, isPipe());
    }

    /** The message of a failed write cannot tell: it is in the language of the user. */
    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Returns whether something was written after the reader had gone. */
    public boolean isReaderGone() {
        return output.readerGone;
    }

    private static final class Output extends FilterOutputStream {
        private final boolean pipe;
        private volatile boolean readerGone;

        Output(OutputStream out, boolean pipe) {
            super(out);
            this.pipe = pipe;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            try {
                out.write(octets, offset, length);
            } catch (IOException e) {
                readerGone |= pipe;
                throw e;
            }
        }
    }
}
