package dev.framewatch.learn.features;

import dev.framewatch.vision.SceneRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether some pictures can be described region by region. Their descriptions lie on a disk while
 * they are learned from, and are read from it again and again.
 *
 * @param pictures how many there are
 * @param most how many there is room for
 */
public record DiskBudget(int pictures, long most) {
    private static final int SHARE_OF_DISK = 2;

    /**
     * In half of what is free on a disk.
     *
     * @param folder on that disk; need not be there yet
     */
    public static DiskBudget on(Path folder, int pictures) throws IOException {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        long free = Files.getFileStore(there).getUsableSpace();
        return new DiskBudget(pictures, free / SHARE_OF_DISK / SceneRegions.BYTES_PER_IMAGE);
    }

    public boolean isEnough() {
        return pictures <= most;
    }

    /** What is the matter, for people. */
    public String lack() {
        return ("%d pictures are too many to look at region by region: what describes them would"
                        + " lie on the disk, and half of what is free there has room for %d")
                .formatted(pictures, most);
    }
}
