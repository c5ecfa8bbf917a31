package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.SourceException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedEntryTest {
    @Test
    void anItemOfRssWithAnEnclosureIsThatVideo() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        Feeds.rss(
                                """
                                <item>
                                  <title>Rally &amp; march</title>
                                  <link>https://site.example/posts/7</link>
                                  <guid isPermaLink="false">post-7</guid>
                                  <dc:creator>Someone</dc:creator>
                                  <category>#politics</category><category>march</category>
                                  <pubDate>Mon, 04 May 2026 09:30:00 +0200</pubDate>
                                  <description>&lt;p&gt;What&amp;nbsp;a day&lt;/p&gt;</description>
                                  <enclosure url="/media/7.mp4" type="video/mp4" length="1234"/>
                                </item>
                                """));
        assertThat(batch.notes()).isEmpty();
        Post post = batch.posts().getFirst();
        assertThat(post.key()).isEqualTo("web:news post-7");
        assertThat(post.page()).isEqualTo(URI.create("https://site.example/posts/7"));
        assertThat(post.author().name()).isEqualTo("Someone");
        assertThat(post.caption()).isEqualTo("Rally & march\nWhat a day");
        assertThat(post.hashtags()).containsExactly("politics", "march");
        assertThat(post.postedAt()).isEqualTo(Instant.parse("2026-05-04T07:30:00Z"));
        assertThat(post.media())
                .isEqualTo(new PostMedia.At(URI.create("https://site.example/media/7.mp4")));
        assertThat(post.metadata()).startsWith("<item").contains("post-7").endsWith("</item>");
    }

    @Test
    void ofSeveralFilesTheLargestVideoThatIsNotTooLargeIsTaken() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        Feeds.rss(
                                """
                                <item><guid>1</guid>
                                  <media:group>
                                    <media:content url="https://cdn.example/4k.mp4" type="video/mp4"
                                        width="2160" height="3840" fileSize="90000000"/>
                                    <media:content url="https://cdn.example/hd.mp4" type="video/mp4"
                                        width="1080" height="1920"/>
                                    <media:content url="https://cdn.example/sd.mp4" medium="video"
                                        width="576" height="1024"/>
                                    <media:content url="https://cdn.example/poster.jpg" medium="image"/>
                                  </media:group>
                                  <media:thumbnail url="https://cdn.example/t.jpg"/>
                                </item>
                                <item><guid>2</guid>
                                  <media:content url="https://cdn.example/huge.mp4" type="video/mp4"
                                      fileSize="9000000000"/>
                                  <media:content url="https://cdn.example/large.mp4" type="video/mp4"
                                      fileSize="900000000"/>
                                </item>
                                """));
        assertThat(batch.posts())
                .extracting(Post::media)
                .containsExactly(
                        new PostMedia.At(URI.create("https://cdn.example/hd.mp4")),
                        new PostMedia.At(
                                URI.create("https://cdn.example/large.mp4"),
                                "1 other video of the post not scanned"));
    }

    @Test
    void entriesWithoutAVideoAreTheirPageTheirPicturesOrNothing() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        Feeds.rss(
                                """
                                <item><guid>page</guid><link>https://site.example/p</link>
                                  <enclosure url="https://cdn.example/lead.jpg" type="image/jpeg" length="1"/>
                                </item>
                                <item><guid>photos</guid><link>https://site.example/q</link>
                                  <media:content url="https://cdn.example/1.jpg" medium="image"/>
                                  <media:content url="https://cdn.example/2.jpg" medium="image"/>
                                </item>
                                <item><guid>podcast</guid><link>https://site.example/r</link>
                                  <enclosure url="https://cdn.example/r.mp3" type="audio/mpeg" length="1"/>
                                </item>
                                <item><guid>stream</guid><link>https://site.example/s</link>
                                  <enclosure url="https://cdn.example/s.m3u8" type="application/x-mpegURL" length="1"/>
                                </item>
                                <item><title>only words</title></item>
                                """));
        assertThat(batch.posts())
                .extracting(Post::media)
                .containsExactly(
                        new PostMedia.OnPage(
                                URI.create("https://site.example/p"),
                                List.of(URI.create("https://cdn.example/lead.jpg"))),
                        new PostMedia.Stills(
                                List.of(
                                        URI.create("https://cdn.example/1.jpg"),
                                        URI.create("https://cdn.example/2.jpg")),
                                "the page was not looked at"),
                        new PostMedia.None("the entry has only audio; the page was not looked at"),
                        new PostMedia.OnPage(URI.create("https://cdn.example/s.m3u8")),
                        new PostMedia.None("the entry has no video and no page"));
    }

    @Test
    void anEntryOfAtomIsReadWithWhatYoutubeAdds() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <feed xmlns="http://www.w3.org/2005/Atom"
                              xmlns:yt="http://www.youtube.com/xml/schemas/2015"
                              xmlns:media="http://search.yahoo.com/mrss/">
                          <title>Channel</title><id>yt:channel:c</id>
                          <updated>2026-05-04T00:00:00Z</updated>
                          <entry>
                            <id>yt:video:dQw4w9WgXcQ</id>
                            <yt:videoId>dQw4w9WgXcQ</yt:videoId>
                            <title>A video</title>
                            <link rel="alternate" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"/>
                            <author><name>Channel</name><uri>https://www.youtube.com/channel/c</uri></author>
                            <published>2026-05-03T10:00:00+00:00</published>
                            <updated>2026-05-04T00:00:00Z</updated>
                            <media:group>
                              <media:content url="https://www.youtube.com/v/dQw4w9WgXcQ?version=3"
                                  type="application/x-shockwave-flash" width="640" height="390"/>
                              <media:community><media:statistics views="4711"/></media:community>
                            </media:group>
                          </entry>
                          <entry>
                            <id>tag:site.example,2026:1</id><title>Own file</title>
                            <link rel="alternate" href="/posts/1"/>
                            <link rel="enclosure" href="clip.webm" type="video/webm" length="99"/>
                            <updated>2026-05-04T00:00:00Z</updated>
                          </entry>
                        </feed>
                        """);
        Post youtube = batch.posts().getFirst();
        assertThat(youtube.key()).isEqualTo("youtube:dQw4w9WgXcQ");
        assertThat(youtube.counters().views()).isEqualTo(4711);
        assertThat(youtube.postedAt()).isEqualTo(Instant.parse("2026-05-03T10:00:00Z"));
        assertThat(youtube.author().name()).isEqualTo("Channel");
        assertThat(youtube.media())
                .isEqualTo(
                        new PostMedia.OnPage(
                                URI.create("https://www.youtube.com/watch?v=dQw4w9WgXcQ")));
        Post own = batch.posts().getLast();
        assertThat(own.page()).isEqualTo(URI.create("https://site.example/posts/1"));
        assertThat(own.media())
                .isEqualTo(new PostMedia.At(URI.create("https://site.example/feeds/clip.webm")));
    }

    @Test
    void jsonFeedIsReadToo() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        """
                        {"version":"https://jsonfeed.org/version/1.1","title":"Clips","items":[
                          {"id":"1","url":"https://site.example/1","title":"One","content_text":"Words",
                           "authors":[{"name":"Someone"}],"tags":["a","b"],
                           "date_published":"2026-05-04T10:00:00+02:00",
                           "attachments":[{"url":"one.mp3","mime_type":"audio/mpeg"},
                                          {"url":"one.mp4","mime_type":"video/mp4","size_in_bytes":7}]},
                          {"id":2,"external_url":"https://other.example/2","content_html":"<b>Two</b><br>lines"}
                        ]}
                        """);
        Post one = batch.posts().getFirst();
        assertThat(one.key()).isEqualTo("web:news 1");
        assertThat(one.caption()).isEqualTo("One\nWords");
        assertThat(one.author().name()).isEqualTo("Someone");
        assertThat(one.postedAt()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
        assertThat(one.media())
                .isEqualTo(new PostMedia.At(URI.create("https://site.example/feeds/one.mp4")));
        Post two = batch.posts().getLast();
        assertThat(two.caption()).isEqualTo("Two\nlines");
        assertThat(two.media())
                .isEqualTo(new PostMedia.OnPage(URI.create("https://other.example/2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16"})
    void oldFeedsAndOldEncodingsAreRead(String encoding) throws Exception {
        byte[] body =
                """
                <?xml version="1.0" encoding="%s"?>
                <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
                 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
                <rss version="0.91"><channel><title>Ä</title><link>https://site.example/</link>
                <description>d</description><language>de</language>
                <item><title>Grüße&nbsp;\u0001</title><link>https://site.example/1</link></item>
                </channel></rss>
                """
                        .formatted(encoding)
                        .getBytes(Charset.forName(encoding));
        Post post = Feeds.poll(body, "application/rss+xml").posts().getFirst();
        assertThat(post.caption()).isEqualTo("Grüße");
        assertThat(post.key()).isEqualTo("web:site.example https://site.example/1");
    }

    @Test
    void rss10IsRead() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        """
                        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                                 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                        <channel rdf:about="https://site.example/"><title>t</title>
                        <link>https://site.example/</link><description>d</description></channel>
                        <item rdf:about="https://site.example/1"><title>One</title>
                        <link>https://site.example/1</link><dc:date>2026-05-04T10:00:00Z</dc:date></item>
                        </rdf:RDF>
                        """);
        assertThat(batch.posts().getFirst().postedAt())
                .isEqualTo(Instant.parse("2026-05-04T10:00:00Z"));
    }

    @Test
    void aMissingOrInvalidFieldAffectsOnlyItself() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        Feeds.rss(
                                """
                                <item><title>Bad date</title><link>https://site.example/1</link>
                                  <pubDate>next Tuesday</pubDate></item>
                                <item><title>Bad link</title><link>javascript:alert(1)</link>
                                  <guid>2</guid></item>
                                <item><title>No guid</title><link>https://site.example/3</link></item>
                                <item><description>nothing to name it by</description></item>
                                <item><title>Twice</title><link>https://site.example/3</link></item>
                                """));
        assertThat(batch.posts())
                .extracting(Post::key)
                .containsExactly(
                        "web:site.example https://site.example/1",
                        "web:news 2",
                        "web:site.example https://site.example/3");
        assertThat(batch.posts().getFirst().postedAt()).isNull();
        assertThat(batch.notes())
                .containsExactly(
                        "'Bad date': unrecognised date 'next Tuesday'",
                        "blocked 'javascript:…': only http and https URLs are allowed",
                        "skipped an entry without id, URL and title");
    }

    @Test
    void aFeedCannotPutOtherPicturesInThePlaceOfAPlatformsPost() throws Exception {
        Feeds.Polled batch =
                Feeds.poll(
                        Feeds.rss(
                                """
                                <item><link>https://www.tiktok.com/@a/video/7301234567890123456</link>
                                  <enclosure url="https://cdn.example/harmless.mp4" type="video/mp4" length="1"/>
                                </item>
                                <item><link>https://www.tiktok.com/@a/video/7301234567890123457</link>
                                  <enclosure url="https://cdn.example/harmless.jpg" type="image/jpeg" length="1"/>
                                </item>
                                """));
        assertThat(batch.posts()).extracting(Post::platform).containsExactly("web", "tiktok");
        assertThat(batch.posts().getLast().media())
                .isEqualTo(
                        new PostMedia.OnPage(
                                URI.create("https://www.tiktok.com/@a/video/7301234567890123457")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
                "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"http://site.example/x.dtd\"> %x;]>",
                "<!DOCTYPE feed SYSTEM \"file:///etc/passwd\">"
            })
    void aFeedWithEntitiesOfItsOwnIsRefused(String doctype) {
        String feed =
                doctype
                        + "<rss version=\"2.0\"><channel><title>&x;&b;</title>"
                        + "<item><guid>1</guid></item></channel></rss>";
        assertThatThrownBy(() -> Feeds.poll(feed))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith(
                        " contains a document type declaration, which is not allowed");
    }
}
