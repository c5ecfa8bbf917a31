package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.file.Sha256;
import dev.framewatch.verdict.LightClips;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoNamesTest {
    @TempDir private Path folder;

    @Test
    void aVideoIsCalledLikeItsFirstPostAndTheOthersAreCounted() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "-+-");
        TestDesk desk = new TestDesk(folder.resolve("home"));
        desk.feed(desk.post("1", clip));
        desk.feed(desk.post("2", clip));
        try (TestDesk.Opened watch = desk.open()) {
            assertThat(watch.once()).isTrue();
            VideoNames names = new VideoNames(watch.database());
            assertThat(names.of(Sha256.of(clip))).isEqualTo("clip.mp4 by Anna 1 and 1 more post");
            assertThat(names.of("ab".repeat(32))).isEqualTo("video abababababab");
        }
    }
}
