package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A Group column that splits videos is seen through. */
class LookAlikeGroupsTest {
    private final List<String> groups = new ArrayList<>();
    private final List<ImageDescriptor> looks = new ArrayList<>();

    /** Adds a frame of a scene of random blocks, with some noise per frame. */
    private void add(String group, int scene, int noise) {
        byte[] blocks = new byte[3 * 8 * 8];
        new Random(scene).nextBytes(blocks);
        Random grain = new Random(noise);
        RgbImage frame =
                Images.of(
                        64,
                        64,
                        (x, y) -> {
                            int block = 3 * (y / 8 * 8 + x / 8);
                            return Images.colour(
                                    (blocks[block] & 0x7f) + grain.nextInt(40),
                                    (blocks[block + 1] & 0x7f) + grain.nextInt(40),
                                    (blocks[block + 2] & 0x7f) + grain.nextInt(40));
                        });
        groups.add(group);
        looks.add(ImageDescriptor.of(frame));
    }

    private int videos() {
        return new HashSet<>(LookAlikeGroups.of(groups, looks)).size();
    }

    @Test
    void partsOfOneVideoAreOneVideo() {
        for (int i = 0; i < 80; i++) {
            add("part" + i / 2, i / 8, i);
        }

        assertThat(new HashSet<>(groups)).hasSize(40);
        assertThat(videos()).isEqualTo(10);
        assertThat(LookAlikeGroups.of(groups, looks).subList(0, 8)).containsOnly("part0");
    }

    @Test
    void videosThatDifferStayAsTheyAre() {
        for (int i = 0; i < 40; i++) {
            add("video" + i / 4, i / 4, i);
        }

        assertThat(LookAlikeGroups.of(groups, looks)).isEqualTo(groups);
    }

    @Test
    void aTitleThatVideosShareDoesNotJoinThem() {
        for (int i = 0; i < 40; i++) {
            add("video" + i / 4, i % 4 == 0 ? 1000 : i, i);
        }

        assertThat(videos()).isEqualTo(10);
    }
}
