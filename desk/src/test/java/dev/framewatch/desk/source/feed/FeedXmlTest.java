package dev.framewatch.desk.source.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedXmlTest {
    private static final String NONE = "";
    private static final String UTF_8_MARK = "ï»¿";
    private static final String UTF_16_MARK = "\uFEFF";

    private static Post post(String feed) throws Exception {
        return Feeds.poll(feed).posts().getFirst();
    }

    private static String feed(String declared) {
        String declaration =
                declared.isEmpty() ? "" : "<?xml version='1.0' encoding='%s'?>".formatted(declared);
        return declaration
                + "<rss version='2.0'><channel><item><guid>1</guid><title>Grüße</title></item>"
                + "</channel></rss>";
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("UTF-8", NONE, UTF_8, null),
                Arguments.of("UTF-16", NONE, UTF_8, null),
                Arguments.of("utf-16", NONE, UTF_8, "text/xml; charset=utf-16"),
                Arguments.of("UTF-16", UTF_16_MARK, UTF_16LE, null),
                Arguments.of("UTF-8", UTF_16_MARK, UTF_16LE, "text/xml; charset=UTF-8"),
                Arguments.of("UTF-16", UTF_16_MARK, UTF_16BE, null),
                Arguments.of("UTF-16", NONE, UTF_16LE, null),
                Arguments.of("UTF-16", NONE, UTF_16BE, null),
                Arguments.of("ISO-8859-1", UTF_16_MARK, UTF_8, null),
                Arguments.of("UTF-16", UTF_16_MARK, UTF_8, null),
                Arguments.of("ISO-8859-1", UTF_8_MARK, ISO_8859_1, null),
                Arguments.of("ISO-8859-1", NONE, ISO_8859_1, null),
                Arguments.of("windows-1252", NONE, ISO_8859_1, "text/xml"),
                Arguments.of("", NONE, ISO_8859_1, "text/xml; charset=\"iso-8859-1\""),
                Arguments.of("UTF-8", NONE, ISO_8859_1, null),
                Arguments.of("no-such-charset", NONE, UTF_8, "text/xml; charset=neither"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theBytesOutweighWhatIsDeclared(
            String declared, String mark, Charset charset, String contentType) throws Exception {
        byte[] body = (mark + feed(declared)).getBytes(charset);
        assertThat(Feeds.poll(body, contentType).posts().getFirst().caption()).isEqualTo("Grüße");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cloud domain='a' port='none' path='/' protocol='xml-rpc'/>",
                "<cloud port=''/>",
                "<skipDays><day>Caturday</day></skipDays>",
                "<skipHours><hour>99</hour><hour>noon</hour></skipHours>",
                "<ttl>soon</ttl>",
                "<image><width>wide</width></image>",
                "<pubDate>never</pubDate><lastBuildDate/>",
                "<category/>",
                "<textInput/>"
            })
    void aBadFieldOfTheChannelCostsNoPost(String field) throws Exception {
        Feeds.Polled polled = Feeds.poll(Feeds.rss(field, "<item><guid>1</guid></item>"));
        assertThat(polled.posts()).hasSize(1);
        assertThat(polled.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss version='banana'><channel><item><guid>1</guid></item></channel></rss>",
                "<rss><channel><item><guid>1</guid></item></channel></rss>",
                "<rss version='2.0'"
                    + " xmlns='http://backend.userland.com/rss2'><channel><item><guid>1</guid></item></channel></rss>",
                "<rss version='2.0'><item><guid>1</guid></item></rss>",
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                    + " xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>t</title></channel>"
                    + "<item><title>1</title></item></rdf:RDF>",
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                        + " xmlns='http://purl.org/rss/1.0/'><item rdf:about='1'/></rdf:RDF>",
                "<feed version='0.3'"
                        + " xmlns='http://purl.org/atom/ns#'><entry><id>1</id></entry></feed>",
                "<rss><channel><item><guid>1</guid></item></channel></rss ><script"
                        + " src='x'></script> & more",
                "\n <!-- late --> <rss version='2.0'><channel><item><media:title>x</media:title>"
                        + "<guid>1</guid></item></channel></rss>"
            })
    void everyVersionOfRssAndAtomIsRead(String feed) throws Exception {
        assertThat(post(feed).key()).isEqualTo("web:news 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rss version=\"2.0\"/> | returned an RSS feed without a channel",
                "<rss version='2.0'><wrong/></rss> | returned an RSS feed without a channel",
                "<rss xmlns:a='2.0'/> | is malformed: it has a name that XML does not allow",
                "<rss><:a/></rss> | is malformed: it has a name that XML does not allow",
                "<opml/> | returned XML that is not a feed",
                "<rss><channel><item></channel></rss> | is malformed: line 1 is not XML",
                "<rss><channel><![CDATA[ | is malformed: line 1 is not XML"
            })
    void whatIsNoFeedIsSaidInASentence(String feed, String sentence) {
        assertThatThrownBy(() -> Feeds.poll(feed))
                .isInstanceOf(SourceException.class)
                .hasMessage(Feeds.ADDRESS + " " + sentence);
    }

    @Test
    void nestingHasALimit() throws Exception {
        int room = 97; // within rss, channel and item
        assertThat(Feeds.poll(Feeds.rss(nested(room))).posts()).hasSize(1);
        assertThatThrownBy(() -> Feeds.poll(Feeds.rss(nested(room + 1))))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        Feeds.ADDRESS
                                + " is nested too deeply: more than 100 elements within each"
                                + " other");
        assertThatThrownBy(() -> Feeds.poll(Feeds.rss(nested(500_000))))
                .isInstanceOf(SourceException.class);
    }

    private static String nested(int depth) {
        return "<item><guid>1</guid>" + "<b>".repeat(depth) + "</b>".repeat(depth) + "</item>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void jsonThatIsNestedTooDeeplyIsAFailureOfThatFeed(String opening) {
        String feed = "{\"items\":" + opening.repeat(5000);
        assertThatThrownBy(() -> Feeds.poll(feed))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(Feeds.ADDRESS + " exceeds a limit of JSON");
    }

    @Test
    void aNumberOfJsonThatIsTooLongIsAFailureOfThatFeed() {
        assertThatThrownBy(() -> Feeds.poll("{\"items\":" + "9".repeat(5000) + "}"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(Feeds.ADDRESS + " exceeds a limit of JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<content mode='base64' type='text/html'>PGI+R3LDvMOf&#10;ZTwvYj4=</content> |"
                        + " Grüße",
                "<content mode='base64'>not base64 at all!</content> | ''",
                "<content mode='escaped'>&lt;b&gt;Grüße&lt;/b&gt;</content> | Grüße",
                "<content mode='xml'><b>Grüße</b></content> | Grüße",
                "<summary>short</summary><content>long</content> | short"
            })
    void contentOfAtomIsReadAsItIsWritten(String content, String caption) throws Exception {
        Post post =
                post(
                        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>1</id>%s</entry></feed>"
                                .formatted(content));
        assertThat(post.caption()).isEqualTo(caption);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tom & Jerry | Tom & Jerry",
                "Tom &amp; Jerry | Tom & Jerry",
                "caf&eacute;&nbsp;&copy; | café ©",
                "a &unknown; b | a &unknown; b",
                "a&#1;b | a�b",
                "&#x48;&#105; | Hi",
                "<![CDATA[Tom &amp; Jerry &eacute;]]> | Tom & Jerry é"
            })
    void strayAmpersandsAndNamesOfHtmlAreRepaired(String title, String caption) throws Exception {
        assertThat(
                        post(Feeds.rss("<item><guid>1</guid><title>" + title + "</title></item>"))
                                .caption())
                .isEqualTo(caption);
    }

    @Test
    void aFeedMayHaveAnyNumberOfEscapedCharacters() throws Exception {
        String escaped = "<description>" + "&lt;b&gt;x".repeat(60_000) + "</description>";
        assertThat(Feeds.poll(Feeds.rss("<item><guid>1</guid>" + escaped + "</item>")).posts())
                .hasSize(1);
    }

    @Test
    void textInsideCdataIsKeptInWhatIsStored() throws Exception {
        String item = "<item><guid>1</guid><title><![CDATA[a &nbsp; & b]]></title></item>";
        assertThat(post(Feeds.rss(item)).metadata()).contains("<![CDATA[a &nbsp; & b]]>");
    }

    @Test
    void prefixesThatNobodyDeclaredAreUnderstood() throws Exception {
        Post post =
                post(
                        "<rss version='2.0'><channel><item><guid>1</guid><dc:creator>Ann</dc:creator><x:y"
                            + " x:z='1'/><media:content url='https://x.example/1.mp4'/></item>"
                            + "</channel></rss>");
        assertThat(post.author().name()).isEqualTo("Ann");
        assertThat(post.media().toString()).contains("https://x.example/1.mp4");
    }

    @Test
    void theAuthorOfAnAtomFeedIsThatOfItsEntries() throws Exception {
        String feed =
                "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Desk</name></author>"
                        + "<entry><id>1</id></entry></feed>";
        assertThat(post(feed).author().name()).isEqualTo("Desk");
    }

    @Test
    void readingPrintsNothing() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(printed, true, UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            Feeds.poll(
                    Feeds.rss("<item><guid>1</guid><pubDate>Mon, 4 May 2026 IST</pubDate></item>"));
            for (String bad :
                    new String[] {"<rss", "<rss/>", "<a:b/>", "{\"a\":[[", "<!DOCTYPE x>"}) {
                assertThatThrownBy(() -> Feeds.poll(bad)).isInstanceOf(SourceException.class);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(UTF_8)).isEmpty();
    }
}
