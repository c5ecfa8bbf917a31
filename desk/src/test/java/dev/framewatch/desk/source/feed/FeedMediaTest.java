package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedMediaTest {
    private static final URI PAGE = URI.create("https://site.example/story");
    private static final String LINK = "<link>https://site.example/story</link>";

    private static PostMedia media(String... elements) throws Exception {
        String item = "<item><guid>1</guid>%s</item>".formatted(String.join("\n", elements));
        return media(Feeds.poll(Feeds.rss(item)));
    }

    private static PostMedia media(Feeds.Polled polled) {
        assertThat(polled.posts()).hasSize(1);
        return polled.posts().getFirst().media();
    }

    private static String image(String url) {
        return "<media:content medium='image' url='%s'/>".formatted(url.replace("&", "&amp;"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://cdn.example/master/5000.jpg?width=140&s=a |"
                        + " https://cdn.example/master/5000.jpg?width=460&s=b",
                "https://cdn.example/2026/05/march-300x200.jpg |"
                        + " https://cdn.example/2026/05/march-1024x683.jpg",
                "https://cdn.example/march-scaled.jpg | https://cdn.example/march.jpg",
                "https://cdn.example/march_small.jpg | https://cdn.example/march_large.webp",
                "https://cdn.example/ace/240/march.jpg | https://cdn.example/ace/976/march.jpg",
                "https://cdn.example/w_300/march.jpg | https://cdn.example/w_1200/march.jpg",
                "https://cdn.example/march.jpg | https://cdn.example/march@2x.jpg",
                "https://cdn.example/image?id=7&w=100 | https://cdn.example/image?id=7&w=900",
                "https://cdn.example/march.jpg | https://secure.gravatar.com/avatar/0a1b?s=96",
                "https://cdn.example/march.jpg | https://cdn.example/profile_images/7/me.jpg"
            })
    void oneIllustrationInSeveralSizesHidesNoPage(String one, String other) throws Exception {
        assertThat(media(LINK, image(one), image(other)))
                .isInstanceOfSatisfying(
                        PostMedia.OnPage.class,
                        page -> {
                            assertThat(page.page()).isEqualTo(PAGE);
                            assertThat(page.illustrations()).hasSize(1);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://cdn.example/IMG_1234.jpg | https://cdn.example/IMG_1235.jpg",
                "https://cdn.example/1.jpg | https://cdn.example/2.jpg",
                "https://cdn.example/2025/05/march.jpg | https://cdn.example/2026/05/march.jpg",
                "https://cdn.example/image?id=7 | https://cdn.example/image?id=8"
            })
    void differentImagesAreAPhotoPostAndItsPageIsSaidToBeLeftOut(String one, String other)
            throws Exception {
        assertThat(media(LINK, image(one), image(other)))
                .isEqualTo(
                        new PostMedia.Stills(
                                List.of(URI.create(one), URI.create(other)),
                                "the page was not looked at"));
        assertThat(media(image(one), image(other)))
                .isEqualTo(new PostMedia.Stills(List.of(URI.create(one), URI.create(other))));
    }

    @Test
    void theImagesOfAGroupAreSizesOfOneWhoseLargestIsTaken() throws Exception {
        String group =
                """
                <media:group>
                  <media:content medium="image" url="https://cdn.example/super-169.jpg" width="1100" height="619"/>
                  <media:content medium="image" url="https://cdn.example/video-large.jpg" width="800" height="450"/>
                  <media:content medium="image" url="https://cdn.example/11.jpg" width="300" height="300"/>
                </media:group>
                """;
        URI largest = URI.create("https://cdn.example/super-169.jpg");
        assertThat(media(LINK, group)).isEqualTo(new PostMedia.OnPage(PAGE, List.of(largest)));
        assertThat(media(group)).isEqualTo(new PostMedia.Stills(List.of(largest)));
    }

    @Test
    void aPodcastWhoseSoundComesFirstIsItsVideo() throws Exception {
        assertThat(
                        media(
                                LINK,
                                """
                                <enclosure type="audio/x-m4a" url="https://tube.example/0.m4a" length="9"/>
                                <podcast:alternateEnclosure type="audio/x-m4a" length="9" default="true">
                                  <podcast:source uri="https://tube.example/0.m4a"/>
                                </podcast:alternateEnclosure>
                                <podcast:alternateEnclosure type="video/mp4" length="900" height="480">
                                  <podcast:source uri="https://tube.example/480.mp4"/>
                                </podcast:alternateEnclosure>
                                <podcast:alternateEnclosure type="video/mp4" length="9000" height="720">
                                  <podcast:source uri="https://tube.example/720.mp4"/>
                                  <podcast:source uri="https://tube.example/720.torrent" contentType="application/x-bittorrent"/>
                                  <podcast:source uri="magnet:?xt=urn:btih:0a"/>
                                </podcast:alternateEnclosure>
                                <podcast:alternateEnclosure type="application/x-mpegURL" title="HLS">
                                  <podcast:source uri="https://tube.example/master.m3u8"/>
                                </podcast:alternateEnclosure>
                                """))
                .isEqualTo(new PostMedia.At(URI.create("https://tube.example/720.mp4")));
    }

    @Test
    void aStreamGoesBeforeTheImagesBesideIt() throws Exception {
        String stream =
                "<enclosure type='application/x-mpegURL' url='https://tube.example/a.m3u8'/>";
        assertThat(
                        media(
                                stream,
                                image("https://x.example/1.jpg"),
                                image("https://x.example/2.jpg")))
                .isEqualTo(new PostMedia.OnPage(URI.create("https://tube.example/a.m3u8")));
    }

    @Test
    void otherVideosAndImagesOfAPostAreSaidToBeLeftOut() throws Exception {
        String first = "<enclosure type='video/mp4' url='https://x.example/march.mp4' length='9'/>";
        String same =
                "<enclosure type='video/webm' url='https://x.example/march.webm' length='8'/>";
        String other = "<enclosure type='video/mp4' url='https://x.example/rally.mp4' length='7'/>";
        URI march = URI.create("https://x.example/march.mp4");
        String poster = image("https://x.example/poster.jpg");
        assertThat(media(first, same, poster)).isEqualTo(new PostMedia.At(march));
        assertThat(media(first, other, poster))
                .isEqualTo(new PostMedia.At(march, "1 other video of the post not scanned"));
        assertThat(media(first, poster, image("https://x.example/2.jpg")))
                .isEqualTo(new PostMedia.At(march, "2 images of the post not scanned"));
    }

    @Test
    void aPostWithSoundOnlySaysThatItsPageWasNotLookedAt() throws Exception {
        String sound = "<enclosure type='audio/mpeg' url='https://x.example/a.mp3'/>";
        assertThat(media(LINK, sound))
                .isEqualTo(
                        new PostMedia.None("the entry has only audio; the page was not looked at"));
        assertThat(media(sound)).isEqualTo(new PostMedia.None("the entry has only audio"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<content type='video/mp4' src='clip.mp4'/>",
                "<content type='video/mp4' src='/2026/clip.mp4' xml:base='https://cdn.example/'/>",
                "<link rel='enclosure' type='video/mp4' href='clip.mp4'/>"
            })
    void urlsOfAtomAreRelativeToXmlBase(String element) throws Exception {
        Feeds.Polled polled =
                Feeds.poll(
                        """
                        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://cdn.example/2026/">
                        <entry><id>urn:1</id><title>March</title>
                        <link rel="alternate" href="../story"/>%s</entry></feed>
                        """
                                .formatted(element));
        assertThat(media(polled))
                .isEqualTo(new PostMedia.At(URI.create("https://cdn.example/2026/clip.mp4")));
        assertThat(polled.posts().getFirst().page())
                .isEqualTo(URI.create("https://cdn.example/story"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<atom:link href='https://site.example/story'/>",
                "<atom:link rel='alternate' type='text/html' href='/story'/>",
                "<atom:link rel='enclosure' href='/a.pdf'"
                        + " type='application/pdf'/><link>/story</link>",
                "<link rel='alternate' href='/story'/>",
                "<guid>https://site.example/story</guid>",
                "<media:player url='https://site.example/story'/>",
                "<link>javascript:void(0)</link><atom:link href='/story'/>"
            })
    void thePageOfAnItemIsReadWhereverItIsWritten(String elements) throws Exception {
        Post post =
                Feeds.poll(Feeds.rss("<item><title>t</title>" + elements + "</item>"))
                        .posts()
                        .getFirst();
        assertThat(post.page()).isEqualTo(PAGE);
    }

    @Test
    void attachmentsOfJsonFeedWithOneTitleAreVersionsOfOneVideo() throws Exception {
        Feeds.Polled polled =
                Feeds.poll(
                        """
                        {"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","image":"/lead.jpg",
                        "attachments":[
                         {"url":"/a","mime_type":"video/mp4","title":"March","size_in_bytes":2},
                         {"url":"/b","mime_type":"video/webm","title":"March","size_in_bytes":1},
                         {"url":"/c","mime_type":"video/mp4","title":"Rally","size_in_bytes":1}]}]}
                        """);
        assertThat(media(polled))
                .isEqualTo(
                        new PostMedia.At(
                                URI.create("https://site.example/a"),
                                "1 other video of the post not scanned"));
    }

    @Test
    void theImageOfAJsonFeedItemIsAnIllustrationOfItsPage() throws Exception {
        Feeds.Polled polled =
                Feeds.poll(
                        """
                        {"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",
                        "url":"/story","image":"/lead.jpg","banner_image":"/wide.jpg"}]}
                        """);
        assertThat(media(polled))
                .isInstanceOfSatisfying(
                        PostMedia.OnPage.class,
                        page -> assertThat(page.illustrations()).hasSize(1));
    }
}
