package dev.framewatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionRoomTest {
    @Test
    void thereIsRoomForAHundredPictures() {
        assertThat(RegionRoom.here(100).isEnough()).isTrue();
    }

    @Test
    void aMillionPicturesAreTooMany() {
        RegionRoom room = RegionRoom.here(1_000_000);

        assertThat(room.isEnough()).isFalse();
        assertThat(room.lack()).contains("1000000 pictures").contains("room for " + room.most());
    }
}
