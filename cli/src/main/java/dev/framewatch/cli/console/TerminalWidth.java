package dev.framewatch.cli.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The width of the terminal that is standard error. The launcher tells it, because the first call
 * of a native function takes longer than most commands; users may change it while a command runs,
 * so it is measured in the background now and then.
 */
final class TerminalWidth implements IntSupplier {
    /** Columns where the width cannot be queried. */
    private static final int USUAL = 80;

    private static final long INTERVAL_NANOS = 2_000_000_000L;

    private static final int STANDARD_ERROR = 2;

    /** The request TIOCGWINSZ of ioctl(2); BSD systems encode the size of the answer in it. */
    private static final long GET_WINDOW_SIZE =
            System.getProperty("os.name").startsWith("Linux") ? 0x5413 : 0x40087468;

    /** {@code struct winsize}: rows, columns, and both in pixels, two bytes each. */
    private static final int ANSWER_BYTES = 8;

    private static final int COLUMNS_OFFSET = 2;

    /** Linked when the width is first measured. */
    private static final class Ioctl {
        static final @Nullable MethodHandle CALL = ioctl();
    }

    private final AtomicLong measuredAt = new AtomicLong(System.nanoTime());
    private volatile int columns;

    /**
     * @param columns as the launcher found it; 0 if unknown
     */
    TerminalWidth(int columns) {
        this.columns = columns;
    }

    /** Returns the width of this process's terminal. */
    static TerminalWidth ofProcess() {
        return new TerminalWidth(Integer.getInteger("framewatch.columns", 0));
    }

    @Override
    public int getAsInt() {
        long now = System.nanoTime();
        long before = measuredAt.get();
        if (columns == 0) {
            columns = measured();
        } else if (now - before > INTERVAL_NANOS && measuredAt.compareAndSet(before, now)) {
            Thread.ofPlatform().daemon().name("width").start(() -> columns = measured());
        }
        return columns;
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

    private static int measured() {
        MethodHandle ioctl = Ioctl.CALL;
        if (ioctl == null) {
            return USUAL;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ANSWER_BYTES);
            int failed = (int) ioctl.invokeExact(STANDARD_ERROR, GET_WINDOW_SIZE, answer);
            int found = Short.toUnsignedInt(answer.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET));
            return failed == 0 && found > 0 ? found : USUAL;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // a method handle declares everything
        }
    }
}
