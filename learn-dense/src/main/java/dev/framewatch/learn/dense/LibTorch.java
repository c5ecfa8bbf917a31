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
 * Loads libtorch when a dense head is trained. Every libtorch call runs on the calling thread:
 * {@link RowBlocks} distributes the work, so that the same seed gives the same weights for any
 * number of cores, and no thread of libtorch or OpenBLAS busy-waits.
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
     * Loads libtorch; does nothing if it is already loaded.
     *
     * @throws IOException if it is not available, for example on an unsupported platform
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
