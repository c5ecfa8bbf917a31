package dev.framewatch.desk.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostNameTest {
    @Test
    void aDroppedFileIsCalledByItsName() {
        assertThat(PostName.file("file", "monday/clip.mp4", "/drop/monday/clip.mp4"))
                .isEqualTo("monday/clip.mp4");
        assertThat(PostName.file("tiktok", "Look at this", "/drop/clip.mp4"))
                .as("with the metadata of its platform beside it")
                .isEqualTo("clip.mp4");
        assertThat(PostName.file("tiktok", "Look at this", null)).isNull();
    }

    @Test
    void theAuthorAndThePageFollowAsFarAsTheyAreKnown() {
        PostName file = new PostName("clip.mp4", "Anna", "https://a.test/7", "tiktok", "7");
        assertThat(file.text()).isEqualTo("clip.mp4 by Anna");
        assertThat(file.textWithPage()).isEqualTo("clip.mp4 by Anna, https://a.test/7");
        assertThat(new PostName("clip.mp4", "", null, "file", "ab").textWithPage())
                .isEqualTo("clip.mp4");
        assertThat(new PostName(null, "Anna", null, "tiktok", "7").text())
                .isEqualTo("tiktok post by Anna");
        assertThat(new PostName(null, "", null, "tiktok", "7").text()).isEqualTo("tiktok:7");
        assertThat(new PostName(null, "", null, "file", "a".repeat(64)).text())
                .isEqualTo("file:" + "a".repeat(16));
    }
}
