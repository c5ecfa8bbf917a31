package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBudgetTest {
    @TempDir private Path folder;

    @Test
    void thereIsRoomForAPictureWhereTheFolderHasNotBeenMadeYet() throws Exception {
        Path later = folder.resolve("cache/learning");

        assertThat(DiskBudget.on(later, 1).isEnough()).isTrue();
        assertThat(Files.exists(later)).isFalse();
    }

    @Test
    void picturesForMoreThanTheDiskAreTooMany() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace();
        DiskBudget room = DiskBudget.on(folder, (int) Math.min(Integer.MAX_VALUE, free / 100_000));

        assertThat(room.isEnough()).isFalse();
        assertThat(room.lack()).contains("holds those of " + room.most());
    }
}
