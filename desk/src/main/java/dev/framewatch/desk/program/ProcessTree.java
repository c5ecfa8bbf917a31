package dev.framewatch.desk.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and all that it started. A process whose parent has ended is nobody's descendant any
 * more; on Linux it is still known by a variable that it has inherited.
 */
record ProcessTree(Process process, String marker) {
    static final String MARKER_VARIABLE = "FRAMEWATCH_RUN";

    /** They may start others while they are stopped, but not for ever. */
    private static final int MAX_PASSES = 20;

    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        // Destroying the Process itself would close its pipes before they are read to their end.
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        for (int round = 0; round < MAX_PASSES; round++) {
            List<ProcessHandle> left = ProcessHandle.allProcesses().filter(this::isMarked).toList();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean isMarked(ProcessHandle other) {
        Path environment = Path.of("/proc", Long.toString(other.pid()), "environ");
        try {
            byte[] all = Files.readAllBytes(environment);
            String text = new String(all, StandardCharsets.ISO_8859_1);
            return Stream.of(text.split("\0")).anyMatch((MARKER_VARIABLE + "=" + marker)::equals);
        } catch (IOException _) {
            // Another user's process, one that has just ended, or not Linux.
            return false;
        }
    }
}
