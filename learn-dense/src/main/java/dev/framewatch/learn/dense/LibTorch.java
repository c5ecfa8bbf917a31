package dev.framewatch.learn.dense;

import dev.framewatch.video.decoder.NativeLibraries;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch, loaded when a dense head is trained. Every call into it works on the thread that makes
 * it: {@link RowBlocks} shares the work out, so that the same seed gives the same weights however
 * many cores there are, and so that no thread of libtorch's or OpenBLAS's own spins while it waits.
 */
final class LibTorch {
    private static final List<String> LIBRARIES =
            List.of(
                    "jnijavacpp",
                    "gomp",
                    "omp",
                    "iomp5md",
                    "quadmath",
                    "gfortran",
                    "openblas",
                    "uv",
                    "c10",
                    "asmjit",
                    "fbgemm",
                    "torch_cpu",
                    "jnitorch");

    private static boolean loaded;

    private LibTorch() {}

    /**
     * Loads it, once.
     *
     * @throws IOException when it is not there, as on platforms that it is not published for
     */
    static synchronized void load() throws IOException {
        if (!loaded) {
            NativeLibraries.load("dense heads", LIBRARIES);
            torch.set_num_threads(1);
            useOneThreadInOpenBlas();
            loaded = true;
        }
    }

    @SuppressWarnings("restricted") // a call of one C function
    private static void useOneThreadInOpenBlas() {
        SymbolLookup.loaderLookup()
                .find("openblas_set_num_threads")
                .ifPresent(address -> {
                    try {
                        Linker.nativeLinker()
                                .downcallHandle(
                                        address, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                                .invokeExact(1);
                    } catch (RuntimeException | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
