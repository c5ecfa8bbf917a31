package dev.framewatch.learn.features;

import dev.framewatch.vision.SceneRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks whether the region features of a data set fit on a disk. They stay there during training
 * and are read repeatedly.
 *
 * @param pictures the number of images
 * @param most the number of images that fit
 */
public record DiskBudget(int pictures, long most) {
    private static final int SHARE_OF_DISK = 2;

    /**
     * Returns a budget of half of the free space of a disk.
     *
     * @param folder a folder on that disk; need not exist
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

    /** Returns a user-readable description of the shortage. */
    public String lack() {
        return ("%d images are too many for region features, which are stored on disk: half of the"
                        + " free space holds those of %d")
                .formatted(pictures, most);
    }
}
