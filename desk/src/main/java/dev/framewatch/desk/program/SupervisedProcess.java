package dev.framewatch.desk.program;

import dev.framewatch.desk.program.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A child process under watch, until it ends or passes a limit. */
final class SupervisedProcess implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final DirectorySize folder;
    private final ProcessLimits limits;
    private final StreamGobbler out;
    private final StreamGobbler err;
    private final long start = System.nanoTime();
    private final ProcessTree family;

    SupervisedProcess(Process process, String mark, Path folder, ProcessLimits limits) {
        this.process = process;
        this.family = new ProcessTree(process, mark);
        this.folder = new DirectorySize(folder);
        this.limits = limits;
        this.out = StreamGobbler.toBeginning(process.getInputStream(), limits.outputBytes());
        this.err = StreamGobbler.toEnd(process.getErrorStream());
    }

    ProcessResult await() throws InterruptedException {
        Ending ending = Ending.EXITED;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            ending = limitPassed();
            if (ending != Ending.EXITED) {
                break;
            }
        }
        family.stop();
        out.awaitEnd();
        err.awaitEnd();
        // A quick program may have passed a limit between two looks.
        if (ending == Ending.EXITED) {
            ending = limitPassed();
        }
        return new ProcessResult(ending, process.waitFor(), out.text(), err.text());
    }

    private Ending limitPassed() {
        if (process.isAlive() && System.nanoTime() - start > limits.time().toNanos()) {
            return Ending.OUT_OF_TIME;
        }
        if (out.overflowed()) {
            return Ending.TOO_TALKATIVE;
        }
        return folder.bytes() > limits.folderBytes() ? Ending.FOLDER_FULL : Ending.EXITED;
    }

    @Override
    public void close() throws IOException {
        family.stop();
        out.close();
        err.close();
    }
}
