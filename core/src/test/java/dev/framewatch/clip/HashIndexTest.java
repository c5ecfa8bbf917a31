package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashIndexTest {
    /** The key is the lowest 20 bits. */
    private static final long KEY_MASK = 0xfffff;

    private static final long HASH = 0x123456789abcdefL;

    private final Set<Integer> removed = new HashSet<>();
    private final HashIndex index = new HashIndex(KEY_MASK, owner -> !removed.contains(owner));

    @Test
    void findsHashesWhoseKeyDiffersInAtMostOneBit() {
        index.add(HASH, 1);
        index.add(HASH ^ 1L, 2);
        index.add(HASH ^ 1L << 19, 3);
        index.add(HASH ^ 3L, 4);
        assertThat(near(HASH, 64)).containsExactlyInAnyOrder("1 at 0", "2 at 1", "3 at 1");
    }

    @Test
    void findsHashesUpToTheMaximumDistance() {
        index.add(HASH ^ 0xffL << 40, 1);
        index.add(HASH ^ 0x1ffL << 40, 2);
        assertThat(near(HASH, 8)).containsExactly("1 at 8");
    }

    @Test
    void findsLatestEntriesOfAKeyFirst() {
        for (int owner = 0; owner < 3; owner++) {
            index.add(HASH, owner);
        }
        assertThat(near(HASH, 0)).containsExactly("2 at 0", "1 at 0", "0 at 0");
    }

    @Test
    void findsEachOfManyHashesBeforeAndAfterTheyAreMerged() {
        Random random = new Random(1);
        List<Long> hashes = new ArrayList<>();
        for (int owner = 0; owner < 70_000; owner++) {
            hashes.add(random.nextLong());
            index.add(hashes.get(owner), owner);
        }
        for (int owner = 0; owner < hashes.size(); owner++) {
            assertThat(near(hashes.get(owner), 0)).containsExactly(owner + " at 0");
        }
    }

    @Test
    void mergingKeepsTheOrderOfAKeyAndDropsRemovedOwners() {
        for (int owner = 0; owner < 4; owner++) {
            index.add(HASH, owner);
        }
        removed.add(2);
        addOthers(1 << 16);
        index.add(HASH, 4);
        assertThat(near(HASH, 0)).containsExactly("4 at 0", "3 at 0", "1 at 0", "0 at 0");
        removed.add(0);
        addOthers(1 << 16);
        assertThat(near(HASH, 0)).containsExactly("4 at 0", "3 at 0", "1 at 0");
    }

    @Test
    void examinesTheLatestEntriesOfAKeyOnly() {
        for (int owner = 0; owner < 5000; owner++) {
            index.add(HASH, owner);
        }
        assertThat(near(HASH, 0)).hasSize(4096).startsWith("4999 at 0").endsWith("904 at 0");
        addOthers(1 << 16);
        for (int owner = 5000; owner < 5100; owner++) {
            index.add(HASH, owner);
        }
        assertThat(near(HASH, 0)).hasSize(4096).startsWith("5099 at 0").endsWith("1004 at 0");
    }

    /** Adds entries with other keys, so that earlier ones are merged. */
    private void addOthers(int count) {
        for (int i = 0; i < count; i++) {
            index.add(~HASH ^ (i & 0xff), 1_000_000 + i);
        }
    }

    private List<String> near(long hash, int maxDistance) {
        List<String> found = new ArrayList<>();
        index.visitNear(
                hash, maxDistance, (owner, distance) -> found.add(owner + " at " + distance));
        return found;
    }
}
