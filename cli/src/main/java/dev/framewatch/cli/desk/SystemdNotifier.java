package dev.framewatch.cli.desk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd how the service is, as sd_notify(3) does: by datagrams to the Unix socket that
 * {@code NOTIFY_SOCKET} names. Java has no such sockets, so the C library's are used (Linux).
 */
final class SystemdNotifier {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int PATH_OFFSET = Short.BYTES;

    /** Size of the path in sockaddr_un. */
    private static final int MAX_PATH_BYTES = 108;

    private final byte[] path;

    private SystemdNotifier(byte[] path) {
        this.path = path;
    }

    /** Returns the service manager that the environment names; empty if there is none. */
    static Optional<SystemdNotifier> of(Map<String, String> environment) {
        byte[] path =
                environment.getOrDefault("NOTIFY_SOCKET", "").getBytes(StandardCharsets.UTF_8);
        boolean isSocket = path.length > 1 && (path[0] == '/' || path[0] == '@');
        if (!isSocket || path.length > MAX_PATH_BYTES) {
            return Optional.empty();
        }
        if (path[0] == '@') {
            path[0] = 0; // an abstract socket
        }
        return Optional.of(new SystemdNotifier(path));
    }

    /** Reports that the service has started. */
    void ready() {
        send("READY=1");
    }

    /** Reports that the service is alive. */
    void alive() {
        send("WATCHDOG=1");
    }

    /** A datagram that gets lost is followed by others. */
    private void send(String message) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(PATH_OFFSET + MAX_PATH_BYTES);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, PATH_OFFSET, path.length);
            byte[] content = message.getBytes(StandardCharsets.UTF_8);
            int socket = (int) LibC.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM, 0);
            if (socket < 0) {
                return;
            }
            long _ =
                    (long)
                            LibC.SENDTO.invokeExact(
                                    socket,
                                    arena.allocateFrom(ValueLayout.JAVA_BYTE, content),
                                    (long) content.length,
                                    0,
                                    address,
                                    PATH_OFFSET + path.length);
            int _ = (int) LibC.CLOSE.invokeExact(socket);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Functions of the C library; loaded only where there is a service manager. */
    private static final class LibC {
        static final MethodHandle SOCKET =
                function(
                        "socket",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));

        static final MethodHandle SENDTO =
                function(
                        "sendto",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));

        static final MethodHandle CLOSE =
                function(
                        "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        @SuppressWarnings("restricted")
        private static MethodHandle function(String name, FunctionDescriptor signature) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().find(name).orElseThrow(), signature);
        }
    }
}
