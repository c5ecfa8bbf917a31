package dev.framewatch.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receives what systemd would, on a datagram socket of the C library. */
@EnabledOnOs(OS.LINUX)
class SystemdNotifierTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int MAX_BYTES = 110;

    @TempDir private Path folder;

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), signature);
    }

    private static int bound(Arena arena, byte[] path) throws Throwable {
        int socket =
                (int)
                        function("socket", FunctionDescriptor.of(INT, INT, INT, INT))
                                .invokeExact(1, 2, 0);
        MemorySegment address = arena.allocate(MAX_BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
        int status =
                (int)
                        function("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT))
                                .invokeExact(socket, address, 2 + path.length);
        assertThat(status).isZero();
        return socket;
    }

    private static String received(Arena arena, int socket) throws Throwable {
        MemorySegment buffer = arena.allocate(MAX_BYTES);
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        INT);
        long bytes =
                (long) function("recv", signature).invokeExact(socket, buffer, (long) MAX_BYTES, 0);
        return new String(
                buffer.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "abstract"})
    void itHearsThatTheServiceIsReadyAndAlive(String kind) throws Throwable {
        String name =
                kind.equals("file")
                        ? folder.resolve("notify").toString()
                        : "@framewatch-test-" + ProcessHandle.current().pid();
        byte[] path = name.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
        SystemdNotifier systemd = SystemdNotifier.of(Map.of("NOTIFY_SOCKET", name)).orElseThrow();
        try (Arena arena = Arena.ofConfined()) {
            int socket = bound(arena, path);

            systemd.ready();
            systemd.alive();

            assertThat(received(arena, socket)).isEqualTo("READY=1");
            assertThat(received(arena, socket)).isEqualTo("WATCHDOG=1");
            int status =
                    (int) function("close", FunctionDescriptor.of(INT, INT)).invokeExact(socket);
            assertThat(status).isZero();
        }
    }

    @Test
    void aSocketThatIsGoneIsNoFailure() {
        String gone = folder.resolve("gone").toString();
        SystemdNotifier.of(Map.of("NOTIFY_SOCKET", gone)).orElseThrow().alive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "relative", "vsock:1:2"})
    void whatIsNoUnixSocketIsNotNotified(String name) {
        assertThat(SystemdNotifier.of(Map.of("NOTIFY_SOCKET", name))).isEmpty();
        assertThat(SystemdNotifier.of(Map.of())).isEmpty();
        assertThat(SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(108)))).isEmpty();
    }
}
