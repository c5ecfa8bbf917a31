package dev.framewatch.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * ONNX Runtime with its telemetry disabled. By default, version 1.29 records the computer and the
 * command line, stores them in the user's cache folder and sends them to the vendor; it also
 * crashes on long command lines, such as a scan of a few hundred files. The environment variable
 * {@value #SWITCH} disables this. The launcher sets it; if Java was started in another way, it is
 * set here.
 */
public final class OnnxRuntime {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final OrtEnvironment ENVIRONMENT = start();

    private OnnxRuntime() {}

    /** Returns the environment of this process, which all sessions share. */
    public static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment start() {
        if (System.getenv(SWITCH) == null) {
            setInNativeEnvironment();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false); // the only switch on Windows
        } catch (OrtException e) {
            throw new IllegalStateException("cannot disable ONNX Runtime's telemetry", e);
        }
        keepUntilTheEnd();
        return environment;
    }

    /**
     * Takes a second reference to the environment. ONNX Runtime releases the first in a shutdown
     * hook, at once when the process is told to end, while threads still use it: that would crash
     * the process.
     */
    private static void keepUntilTheEnd() {
        try {
            Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
            Field api = library.getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method reference =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            reference.setAccessible(true);
            reference.invoke(
                    null,
                    api.getLong(null),
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                    OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another version of ONNX Runtime than expected", e);
        }
    }

    /**
     * Sets the variable through the C library's {@code setenv}, where there is one (Unix): Java
     * cannot change its own environment.
     */
    @SuppressWarnings("restricted")
    private static void setInNativeEnvironment() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            int status =
                    (int)
                            linker.downcallHandle(setenv.get(), signature)
                                    .invokeExact(
                                            arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
            if (status != 0) {
                throw new IllegalStateException("cannot set " + SWITCH);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
