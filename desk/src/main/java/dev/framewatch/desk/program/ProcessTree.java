package dev.framewatch.desk.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with all its descendants. Orphaned descendants are no longer reported as such; on Linux
 * they are recognised by an inherited environment variable.
 */
record ProcessTree(Process process, String marker) {
    static final String MARKER_VARIABLE = "FRAMEWATCH_RUN";

    /** Maximum number of passes: processes may fork while the tree is being killed. */
    private static final int MAX_PASSES = 20;

    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        // Process.destroy() would close its pipes before they are drained.
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        for (int round = 0; round < MAX_PASSES; round++) {
            List<ProcessHandle> remaining =
                    ProcessHandle.allProcesses().filter(this::isMarked).toList();
            if (remaining.isEmpty()) {
                return;
            }
            remaining.forEach(ProcessHandle::destroyForcibly);
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
