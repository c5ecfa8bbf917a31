package dev.framewatch.cli.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The width of the terminal that is standard error, which users may change at any time. */
final class TerminalWidth implements IntSupplier {
    /** Columns where the width cannot be queried. */
    private static final int USUAL = 80;

    private static final int STANDARD_ERROR = 2;

    /** The request TIOCGWINSZ of ioctl(2); BSD systems encode the size of the answer in it. */
    private static final long GET_WINDOW_SIZE =
            System.getProperty("os.name").startsWith("Linux") ? 0x5413 : 0x40087468;

    /** {@code struct winsize}: rows, columns, and both in pixels, two bytes each. */
    private static final int ANSWER_BYTES = 8;

    private static final int COLUMNS_OFFSET = 2;

    /** Linked when the width is first needed: most commands show no progress. */
    private static final class Ioctl {
        static final @Nullable MethodHandle CALL = ioctl();
    }

    @SuppressWarnings("restricted") // ioctl(2) writes no more than the size of its answer
    private static @Nullable MethodHandle ioctl() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS);
        return linker.defaultLookup()
                .find("ioctl")
                .map(function ->
                        linker.downcallHandle(function, type, Linker.Option.firstVariadicArg(2)))
                .orElse(null);
    }

    @Override
    public int getAsInt() {
        MethodHandle ioctl = Ioctl.CALL;
        if (ioctl == null) {
            return USUAL;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ANSWER_BYTES);
            int failed = (int) ioctl.invokeExact(STANDARD_ERROR, GET_WINDOW_SIZE, answer);
            int columns = Short.toUnsignedInt(answer.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET));
            return failed == 0 && columns > 0 ? columns : USUAL;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // a method handle declares everything
        }
    }
}
