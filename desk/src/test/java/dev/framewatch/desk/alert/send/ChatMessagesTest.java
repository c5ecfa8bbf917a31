package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChatFormat;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ChatMessagesTest {
    private static final String PAGE = "https://www.tiktok.com/@anna/video/7?a=1&b=2";

    @TempDir private Path home;
    private Database database;
    private Receiver receiver;
    private SenderFactory senders;

    @BeforeEach
    void aChat() throws IOException {
        database = Database.open(Home.in(home));
        receiver = new Receiver();
        senders =
                new SenderFactory(
                        Home.in(home),
                        database,
                        new MutableClock("2026-03-02T10:15:00Z"),
                        Map.of());
    }

    @AfterEach
    void close() throws IOException {
        senders.close();
        receiver.close();
        database.close();
    }

    @Test
    void slackGetsBlocksOfPlainText() throws Exception {
        JsonNode message = sent(ChatFormat.SLACK, Events.parcel(Events.sighting("f1")));
        assertThat(message.get("text").asString())
                .isEqualTo("Possible match: trump in a post by anna");
        assertThat(message.at("/blocks/0/type").asString()).isEqualTo("header");
        assertThat(texts(message))
                .contains("Score: 0.94", "Look at this", AlertText.LEAD)
                .contains(
                        "<https://www.tiktok.com/@anna/video/7?a=1&amp;b=2|Open the post on"
                                + " www.tiktok.com>");
    }

    @Test
    void mattermostGetsOneText() throws Exception {
        JsonNode message = sent(ChatFormat.MATTERMOST, Events.parcel(Events.sighting("f1")));
        assertThat(message.get("text").asString())
                .startsWith("#### `Possible match: trump in a post by anna`\n- **Score:** `0.94`\n")
                .contains("```\nLook at this\n```", "[Open the post](<" + PAGE + ">)")
                .endsWith(AlertText.LEAD + "\n");
    }

    @Test
    void teamsGetsAnAdaptiveCardOfRuns() throws Exception {
        JsonNode message = sent(ChatFormat.TEAMS, Events.parcel(Events.sighting("f1")));
        assertThat(message.get("type").asString()).isEqualTo("message");
        JsonNode attachment = message.at("/attachments/0");
        assertThat(attachment.get("contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.get("content");
        assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.get("body"))
                .allSatisfy(block ->
                        assertThat(block.get("type").asString()).isEqualTo("RichTextBlock"));
        assertThat(texts(card)).contains("0.94", "Look at this", AlertText.LEAD);
        assertThat(card.at("/actions/0/url").asString()).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsCalledByACaptionInAnyChat(ChatFormat shape) throws Exception {
        for (DeliveryBatch batch : List.of(Hostile.parcel(), Hostile.digest(3))) {
            for (String text : texts(sent(shape, batch))) {
                String withoutOurLink = text.replace("www.tiktok.com/@anna", "");
                assertThat(withoutOurLink).doesNotContain("@");
                assertThat(text).doesNotContain("\u202E", "\u0000", "\u001B", "\uFFFE", "\r");
            }
        }
    }

    @Test
    void inSlackACaptionHoldsNoSignThatIsRead() throws Exception {
        JsonNode message = sent(ChatFormat.SLACK, Hostile.parcel());
        int links = 0;
        for (JsonNode block : message.get("blocks")) {
            for (JsonNode text : block.findParents("text")) {
                if (text.path("type").asString().equals("mrkdwn")) {
                    links++;
                    assertThat(text.get("text").asString())
                            .matches("<https://www\\.tiktok\\.com/[^<>|]*\\|[^<>|]*>");
                } else if (text.get("text").isString()) {
                    assertThat(text.get("text").asString()).doesNotContain("<", ">");
                }
            }
        }
        assertThat(links).isEqualTo(1);
        assertThat(message.get("text").asString()).doesNotContain("<", ">");
        assertThat(message.get("unfurl_links").asBoolean()).isFalse();
    }

    @Test
    void inMattermostACaptionCannotEndTheCodeThatItStandsIn() throws Exception {
        String text = sent(ChatFormat.MATTERMOST, Hostile.parcel()).get("text").asString();
        String[] parts = text.split("```", -1);
        assertThat(parts).hasSize(3);
        assertThat(parts[1]).contains("evil.example");
        for (String line : parts[0].lines().toList()) {
            String outside = line.replaceAll("`[^`]*`", "");
            assertThat(outside).doesNotContain("evil", "`", "[x]");
        }
        assertThat(parts[2]).doesNotContain("evil");
    }

    @Test
    void aDigestListsTwentyAlertsAndCountsTheRest() throws Exception {
        for (ChatFormat shape : ChatFormat.values()) {
            String all = String.join("\n", texts(sent(shape, Hostile.digest(200))));
            assertThat(all)
                    .contains("Digest: 200 alerts", "and 180 more; see the list of sightings");
        }
    }

    @Test
    void noMessageIsLargerThanItsChatTakes() throws Exception {
        JsonNode slack = sent(ChatFormat.SLACK, Hostile.digest(200));
        assertThat(slack.get("blocks").size()).isLessThanOrEqualTo(50);
        DeliveryBatch signs =
                Events.parcel(Events.sighting("f", "<".repeat(500), "&".repeat(9000), null));
        for (JsonNode block : sent(ChatFormat.SLACK, signs).get("blocks")) {
            int most = block.get("type").asString().equals("header") ? 150 : 2000;
            texts(block).forEach(text -> assertThat(text.length()).isLessThanOrEqualTo(most));
        }
        assertThat(sent(ChatFormat.TEAMS, Hostile.digest(200)).toString().length())
                .isLessThan(28_000);
        assertThat(sent(ChatFormat.MATTERMOST, Hostile.digest(200)).get("text").asString())
                .hasSizeLessThan(16_383);
    }

    @ParameterizedTest
    @EnumSource
    void everySortOfEventHasItsWords(ChatFormat shape) throws Exception {
        Map<AlertEvent, String> titles =
                Map.of(
                        Events.trend(),
                        "Trend: trump more often than usual in feed",
                        Events.outage(),
                        "Outage: feed",
                        Events.recovery(),
                        "feed has recovered",
                        new AlertEvent.Test("desk", Events.THEN),
                        "Test message for channel desk");
        for (Map.Entry<AlertEvent, String> title : titles.entrySet()) {
            assertThat(String.join("\n", texts(sent(shape, Events.parcel(title.getKey())))))
                    .contains(title.getValue());
        }
    }

    private JsonNode sent(ChatFormat shape, DeliveryBatch batch) throws Exception {
        senders.send(
                new Channel(
                        "chat",
                        new ChannelConfig.Chat(shape, receiver.address(), true),
                        SubscriptionFilter.all(ZoneOffset.UTC),
                        Instant.EPOCH),
                batch);
        return receiver.requests().getLast().json();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }
}
