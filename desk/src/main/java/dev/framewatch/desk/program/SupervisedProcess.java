package dev.framewatch.desk.program;

import dev.framewatch.desk.program.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A child process that is killed when it exceeds a limit. Closing it kills the process and all its
 * descendants.
 */
final class SupervisedProcess implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final DirectorySize folder;
    private final ProcessLimits limits;
    private final StreamGobbler out;
    private final StreamGobbler err;
    private final long start = System.nanoTime();
    private final ProcessTree tree;

    SupervisedProcess(Process process, String marker, Path folder, ProcessLimits limits) {
        this.process = process;
        this.tree = new ProcessTree(process, marker);
        this.folder = new DirectorySize(folder);
        this.limits = limits;
        this.out = StreamGobbler.head(process.getInputStream(), limits.maxOutputBytes());
        this.err = StreamGobbler.tail(process.getErrorStream());
    }

    ProcessResult await() throws InterruptedException {
        Ending ending = Ending.EXITED;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            ending = exceededLimit();
            if (ending != Ending.EXITED) {
                break;
            }
        }
        tree.kill();
        out.awaitEnd();
        err.awaitEnd();
        // A short-lived program may have exceeded a limit between two polls.
        if (ending == Ending.EXITED) {
            ending = exceededLimit();
        }
        return new ProcessResult(ending, process.waitFor(), out.bytes(), err.text());
    }

    private Ending exceededLimit() {
        if (process.isAlive() && System.nanoTime() - start > limits.timeout().toNanos()) {
            return Ending.TIMED_OUT;
        }
        if (out.overflowed()) {
            return Ending.OUTPUT_LIMIT;
        }
        return folder.bytes() > limits.maxFolderBytes() ? Ending.DISK_LIMIT : Ending.EXITED;
    }

    @Override
    public void close() throws IOException {
        tree.kill();
        out.close();
        err.close();
    }
}
