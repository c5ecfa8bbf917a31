package dev.framewatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionRoomTest {
    @TempDir private Path folder;

    @Test
    void thereIsRoomForAPictureWhereTheFolderHasNotBeenMadeYet() throws Exception {
        Path later = folder.resolve("cache/learning");

        assertThat(RegionRoom.on(later, 1).isEnough()).isTrue();
        assertThat(Files.exists(later)).isFalse();
    }

    @Test
    void picturesForMoreThanTheDiskAreTooMany() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace();
        RegionRoom room = RegionRoom.on(folder, (int) Math.min(Integer.MAX_VALUE, free / 100_000));

        assertThat(room.isEnough()).isFalse();
        assertThat(room.lack()).contains("room for " + room.most());
    }
}
