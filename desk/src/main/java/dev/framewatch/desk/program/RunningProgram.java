package dev.framewatch.desk.program;

import dev.framewatch.desk.program.Ran.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A child process under watch, until it ends or passes a limit. */
final class RunningProgram implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final FolderSize folder;
    private final RunLimits limits;
    private final Listening out;
    private final Listening err;
    private final long start = System.nanoTime();
    private final Family family;

    RunningProgram(Process process, String mark, Path folder, RunLimits limits) {
        this.process = process;
        this.family = new Family(process, mark);
        this.folder = new FolderSize(folder);
        this.limits = limits;
        this.out = Listening.toBeginning(process.getInputStream(), limits.outputBytes());
        this.err = Listening.toEnd(process.getErrorStream());
    }

    Ran await() throws InterruptedException {
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
        return new Ran(ending, process.waitFor(), out.text(), err.text());
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
