package dev.framewatch.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * ONNX Runtime, kept from calling home. As it comes, version 1.29 notes the computer and the
 * command line, keeps them in the user's cache folder and sends them to its maker; it also crashes
 * on long command lines, as when a scan names a few hundred files. It leaves that alone when the
 * environment holds {@value #SWITCH}, which the launcher sets; where something else started Java,
 * it is set here.
 */
public final class OnnxRuntime {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final OrtEnvironment ENVIRONMENT = start();

    private OnnxRuntime() {}

    /** The one environment of this process; every session is made with it. */
    public static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment start() {
        if (System.getenv(SWITCH) == null) {
            setInNativeEnvironment();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false); // Windows heeds only this
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
        }
        return environment;
    }

    /** Java cannot change its own environment; the C library's function is there on Unix. */
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
            int failed =
                    (int)
                            linker.downcallHandle(setenv.get(), signature)
                                    .invokeExact(
                                            arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException(SWITCH + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
