package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.CanaryDto;
import dev.framewatch.desk.service.CanaryService.CanaryRequest;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private CanaryService canaries;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        canaries = desk.services.canaries();
    }

    @Test
    void aCanaryIsAddedOnceListedAndRemoved() throws IOException {
        Path video = Files.writeString(folder.resolve("known.mp4"), "x");
        CanaryRequest request = new CanaryRequest("video", "light", video.toString());
        canaries.add(request);
        canaries.add(request);
        assertThat(canaries.list())
                .containsExactly(new CanaryDto("video", "light", video.toString(), null, null));
        canaries.remove(request);
        assertThat(canaries.list()).isEmpty();
    }

    @Test
    void aVideoOrCanaryThatDoesNotExistIsNotFound() {
        String gone = folder.resolve("gone.mp4").toString();
        assertThatThrownBy(() -> canaries.add(new CanaryRequest("video", "light", gone)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(gone);
        assertThatThrownBy(() -> canaries.remove(new CanaryRequest("post", "blog", "7")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aKindThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> canaries.add(new CanaryRequest("song", "blog", "7")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("choose from post, video");
    }
}
