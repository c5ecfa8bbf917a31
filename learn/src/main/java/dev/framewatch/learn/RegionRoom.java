package dev.framewatch.learn;

import dev.framewatch.vision.SceneRegions;

/**
 * Whether some pictures fit into memory when they are described region by region, all at once and
 * next to everything else.
 *
 * @param pictures how many there are
 * @param most how many there is room for
 */
public record RegionRoom(int pictures, long most) {
    private static final int SHARE = 2;

    /** In the memory that Java may take here. */
    public static RegionRoom here(int pictures) {
        long memory = Runtime.getRuntime().maxMemory();
        return new RegionRoom(pictures, memory / SHARE / SceneRegions.BYTES_A_PICTURE);
    }

    public boolean isEnough() {
        return pictures <= most;
    }

    /** What is the matter, for people. */
    public String lack() {
        return "%d pictures are too many to look at region by region; there is room for %d"
                .formatted(pictures, most);
    }
}
