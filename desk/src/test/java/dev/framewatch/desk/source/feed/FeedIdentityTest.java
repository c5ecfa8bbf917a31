package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedIdentityTest {
    private static List<String> keys(Feeds.Polled polled) {
        return polled.posts().stream().map(Post::key).toList();
    }

    private static String item(String guid, String link, String file) {
        return "<item><guid isPermaLink='false'>%s</guid><title>t</title>%s%s</item>"
                .formatted(
                        guid,
                        link.isEmpty() ? "" : "<link>" + link + "</link>",
                        file.isEmpty()
                                ? ""
                                : "<enclosure type='video/mp4' url='%s'/>".formatted(file));
    }

    private static String six(String kind) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(
                    switch (kind) {
                        case "link" -> item("g", "/" + i, "");
                        case "file" -> item("g", "/same", "/%d.mp4".formatted(i));
                        case "query" -> item("g", "", "/file?id=" + i);
                        case "no guid" -> item("", "/same", "/%d.mp4".formatted(i));
                        default -> throw new IllegalArgumentException(kind);
                    });
        }
        return Feeds.rss(items.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"link", "file", "query", "no guid"})
    void sixEntriesThatShareAGuidAreSixPostsAtEveryPoll(String kind) throws Exception {
        Feeds.Polled first = Feeds.poll(six(kind));
        assertThat(new HashSet<>(keys(first))).hasSize(6);
        assertThat(first.notes())
                .singleElement()
                .asString()
                .startsWith("6 entries share the id ")
                .endsWith("they are told apart by link and file");
        Feeds.Polled second = Feeds.poll(six(kind), first.cursor());
        assertThat(keys(second)).isEqualTo(keys(first));
        assertThat(second.notes()).isEmpty();
    }

    @Test
    void theLastOfThoseWhoSharedAGuidKeepsItsIdentity() throws Exception {
        Feeds.Polled both = Feeds.poll(Feeds.rss(item("g", "/1", ""), item("g", "/2", "")));
        Feeds.Polled one = Feeds.poll(Feeds.rss(item("g", "/2", "")), both.cursor());
        assertThat(keys(one)).containsExactly(keys(both).getLast());
        Feeds.Polled next = Feeds.poll(Feeds.rss(item("g", "/3", "")), one.cursor());
        assertThat(keys(both)).doesNotContainAnyElementsOf(keys(next));
    }

    @Test
    void anEntryThatIsListedTwiceIsOnePost() throws Exception {
        String once = item("g", "/1", "/1.mp4?signature=a");
        String again = item("g", "/1", "/1.mp4?signature=b");
        Feeds.Polled polled = Feeds.poll(Feeds.rss(once, again));
        assertThat(polled.posts()).hasSize(1);
        assertThat(polled.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7, web:news 7",
        "post-7, web:news post-7",
        "https://site.example/?p=7, web:site.example https://site.example/?p=7",
        "'tag:site.example,2026:7', 'web:site.example tag:site.example,2026:7'",
        "0b8e5f0e-9a55-4b6c-8f0e-000000000007, web:site.example"
                + " 0b8e5f0e-9a55-4b6c-8f0e-000000000007"
    })
    void smallIdsCountWithinTheSourceAndUniqueOnesWithinTheHost(String guid, String key)
            throws Exception {
        assertThat(keys(Feeds.poll(Feeds.rss(item(guid, "/x", ""))))).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({".mp4", "''"})
    void anEntryWhoseGuidChangesWithEveryPollIsOnePost(String extension) throws Exception {
        String file1 = extension.isEmpty() ? "" : "/1" + extension;
        String file2 = extension.isEmpty() ? "" : "/2" + extension;
        Feeds.Polled polled =
                Feeds.poll(Feeds.rss(item("a1", "/1", file1), item("a2", "/2", file2)));
        Set<String> all = new HashSet<>(keys(polled));
        List<String> notes = new ArrayList<>();
        for (String poll : List.of("b", "c", "d")) {
            polled =
                    Feeds.poll(
                            Feeds.rss(
                                    item(poll + "1", "/1", signed(file1, poll)),
                                    item(poll + "2", "/2", signed(file2, poll))),
                            polled.cursor());
            all.addAll(keys(polled));
            notes.addAll(polled.notes());
        }
        assertThat(notes)
                .containsExactly(
                        "the ids of 2 entries changed, but nothing else: they are the same posts");
        assertThat(all).hasSize(2);
    }

    private static String signed(String file, String token) {
        return file.isEmpty() ? "" : file + "?token=" + token;
    }

    @Test
    void anAnswerWithoutEntriesMakesNothingForgotten() throws Exception {
        Feeds.Polled first = Feeds.poll(Feeds.rss(item("a", "/1", "/1.mp4")));
        Feeds.Polled none = Feeds.poll(Feeds.rss(), first.cursor());
        assertThat(none.posts()).isEmpty();
        assertThat(Feeds.poll(Feeds.rss(item("b", "/1", "/1.mp4")), none.cursor()).posts())
                .isEmpty();
    }

    @Test
    void newsAboutOneThingOnOnePageAreSeveralPosts() throws Exception {
        String item = "<item><guid>%s</guid><link>/live</link><title>%s</title></item>";
        Feeds.Polled first = Feeds.poll(Feeds.rss(item.formatted("a", "It begins")));
        Feeds.Polled second = Feeds.poll(Feeds.rss(item.formatted("b", "It ends")), first.cursor());
        assertThat(second.posts()).hasSize(1);
    }

    @Test
    void aFileThatIsReplacedUnderOneAddressIsANewPost() throws Exception {
        String item =
                "<item><guid>%s</guid><pubDate>2026-05-0%s</pubDate><enclosure type='video/mp4'"
                        + " url='/latest.mp4'/></item>";
        Feeds.Polled first = Feeds.poll(Feeds.rss(item.formatted("a", "1")));
        Feeds.Polled second = Feeds.poll(Feeds.rss(item.formatted("b", "2")), first.cursor());
        assertThat(keys(second)).hasSize(1).doesNotContainAnyElementsOf(keys(first));
    }

    private static String numbered(int from, int to, String... first) {
        List<String> items = new ArrayList<>(List.of(first));
        IntStream.range(from, to).forEach(i -> items.add(item("n" + i, "/" + i, "")));
        return Feeds.rss(items.toArray(String[]::new));
    }

    @Test
    void aPinnedEntryDoesNotHideThatSomeMayBeMissing() throws Exception {
        String pinned = item("pinned", "/pinned", "");
        Feeds.Polled first = Feeds.poll(numbered(0, 5, pinned));
        assertThat(Feeds.poll(numbered(20, 25, pinned), first.cursor()).notes())
                .containsExactly(
                        "the 6 entries do not reach back to the last poll, so some may have been"
                                + " missed; poll more often");
        assertThat(Feeds.poll(numbered(0, 5, pinned), first.cursor()).notes()).isEmpty();
        String overlapping =
                numbered(0, 3, pinned, item("new", "/new", ""), item("newer", "/", ""));
        assertThat(Feeds.poll(overlapping, first.cursor()).notes()).isEmpty();
    }
}
