package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChatFormat;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void discordGetsCodeAndMentionsNobody() throws Exception {
        JsonNode message = sent(ChatFormat.DISCORD, Events.parcel(Events.sighting("f1")));
        assertThat(message.get("content").asString())
                .isEqualTo("`Possible match: trump in a post by anna`");
        assertThat(message.at("/embeds/0/description").asString())
                .contains("- **Score:** `0.94`", "[Open the post](<" + PAGE + ">)")
                .hasSizeLessThan(4096);
        assertThat(message.at("/allowed_mentions/parse").isEmpty()).isTrue();
        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
    }

    @Test
    void telegramGetsHtmlForItsChat() throws Exception {
        JsonNode message = sent(ChatFormat.TELEGRAM, Events.parcel(Events.sighting("f1")));
        assertThat(receiver.requests().getLast().line()).isEqualTo("POST /bot1:KEY/sendMessage");
        assertThat(message.get("chat_id").asString()).isEqualTo("-100123");
        assertThat(message.get("parse_mode").asString()).isEqualTo("HTML");
        assertThat(message.get("text").asString())
                .startsWith("<code>Possible match: trump in a post by anna</code>\n<b>Score:</b>")
                .contains("<pre>Look at this</pre>", "?a=1&amp;b=2\">Open the post on")
                .endsWith(AlertText.LEAD);
    }

    @Test
    void matrixGetsAnEventWithAnIdOfItsOwnAndTheTokenInAHeader() throws Exception {
        JsonNode message = sent(ChatFormat.MATRIX, Events.parcel(Events.sighting("f1")));
        Receiver.Request request = receiver.requests().getLast();
        assertThat(request.line())
                .isEqualTo(
                        "PUT /_matrix/client/v3/rooms/%21abc%3Aexample.org/send/m.room.message/msg_1");
        assertThat(request.header("Authorization")).isEqualTo("Bearer KEY");
        assertThat(message.get("msgtype").asString()).isEqualTo("m.text");
        assertThat(message.get("format").asString()).isEqualTo("org.matrix.custom.html");
        assertThat(message.get("body").asString()).contains("Score: 0.94", "Look at this");
        assertThat(message.get("formatted_body").asString()).contains("<pre>Look at this</pre>");
        assertThat(message.get("m.mentions").isEmpty()).isTrue();
    }

    @Test
    void ntfyGetsPlainTextForItsTopic() throws Exception {
        JsonNode message = sent(ChatFormat.NTFY, Events.parcel(Events.sighting("f1")));
        assertThat(receiver.requests().getLast().line()).isEqualTo("POST /");
        assertThat(receiver.requests().getLast().header("Authorization")).isEqualTo("Bearer KEY");
        assertThat(message.get("topic").asString()).isEqualTo("topic-1");
        assertThat(message.get("title").asString())
                .isEqualTo("Possible match: trump in a post by anna");
        assertThat(message.get("message").asString()).contains("Score: 0.94", "Look at this");
        assertThat(message.get("click").asString()).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"TELEGRAM", "MATRIX"})
    void inHtmlACaptionHoldsNoMarkup(ChatFormat shape) throws Exception {
        for (String text : texts(sent(shape, Hostile.parcel()))) {
            if (text.contains("<pre>")) {
                assertThat(text.replaceAll("</?(?:code|pre|b|br|a(?: href=\"[^\"<>]*\")?)>", ""))
                        .doesNotContain("<", ">");
                String outside =
                        text.replaceAll("(?s)<pre>.*?</pre>|<code>.*?</code>|<a .*?</a>", "");
                assertThat(outside).doesNotContain("evil");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLACK | 403 | invalid_token | answered 403: invalid_token",
                "DISCORD | 404 | {\"message\":\"Unknown Webhook\",\"code\":10015} | Unknown"
                        + " Webhook",
                "TELEGRAM | 400 | {\"ok\":false,\"description\":\"Bad Request: chat not found\"}"
                        + " | answered 400: Bad Request: chat not found",
                "MATRIX | 401 | {\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"Invalid token\"}"
                        + " | answered 401: M_UNKNOWN_TOKEN: Invalid token",
                "NTFY | 403 | {\"code\":40301,\"http\":403,\"error\":\"forbidden\"} | forbidden",
                "MATTERMOST | 400 | {\"id\":\"x\",\"message\":\"Invalid webhook\"} | Invalid"
                        + " webhook",
                "TEAMS | 200 | Webhook message delivery failed with error: 413 | delivery failed"
            })
    void theChatsOwnWordForAnErrorIsShown(ChatFormat shape, int status, String says, String shown) {
        receiver.answers(status, says);
        assertThatThrownBy(() -> sent(shape, Events.parcel(Events.outage())))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(shown);
    }

    @Test
    void whatAReceiverRepeatsOfASecretIsNotShownNorAPage() {
        receiver.answers(403, "no such token: bot1:LONGKEY99");
        assertThatThrownBy(() -> sent("/bot1:LONGKEY99/sendMessage?chat_id=-100123"))
                .hasMessageContaining("no such token: ...");
        receiver.answers(502, "<html><h1>Bad gateway</h1></html>");
        assertThatThrownBy(() -> sent("/bot1:LONGKEY99/sendMessage?chat_id=-100123"))
                .hasMessage("127.0.0.1 answered 502");
    }

    @Test
    void aChatThatAsksForPatienceInItsOwnWayGetsIt() {
        receiver.answers(429, "{\"ok\":false,\"parameters\":{\"retry_after\":35}}");
        assertThatThrownBy(() -> sent(ChatFormat.TELEGRAM, Events.parcel(Events.outage())))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure ->
                                assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(35)));
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM, https://api.telegram.org/bot1:KEY/sendMessage, chat_id=ID",
        "MATRIX, https://matrix.example.org/#room, access_token=TOKEN",
        "MATRIX, https://matrix.example.org/!room:example.org, access_token=TOKEN",
        "NTFY, https://ntfy.sh/, https://ntfy.sh/TOPIC"
    })
    void anAddressThatLacksSomethingIsRefusedWithItsForm(ChatFormat shape, URI url, String form) {
        assertThatThrownBy(() -> new ChannelConfig.Chat(shape, url, false))
                .hasMessageContaining(form)
                .hasMessageNotContaining("KEY");
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
    void aDigestListsTwentyAlertsOrWhatFitsAndCountsTheRest() throws Exception {
        for (ChatFormat shape : ChatFormat.values()) {
            String all = String.join("\n", texts(sent(shape, Hostile.digest(200))));
            assertThat(all).contains("Digest: 200 alerts", "more; see the list of sightings");
            boolean small = shape == ChatFormat.DISCORD || shape == ChatFormat.TELEGRAM;
            assertThat(all).containsPattern(small ? "and 18[0-9] more" : "and 180 more");
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

    private void sent(String telegram) throws Exception {
        send(ChatFormat.TELEGRAM, receiver.at(telegram), Events.parcel(Events.outage()));
    }

    private JsonNode sent(ChatFormat shape, DeliveryBatch batch) throws Exception {
        send(shape, address(shape), batch);
        return receiver.requests().getLast().json();
    }

    private void send(ChatFormat shape, URI address, DeliveryBatch batch) throws Exception {
        senders.send(
                new Channel(
                        "chat",
                        new ChannelConfig.Chat(shape, address, true),
                        SubscriptionFilter.all(ZoneOffset.UTC),
                        Instant.EPOCH),
                batch);
    }

    private URI address(ChatFormat shape) {
        return receiver.at(
                switch (shape) {
                    case SLACK, MATTERMOST, TEAMS, DISCORD -> "/hook/KEY";
                    case TELEGRAM -> "/bot1:KEY/sendMessage?chat_id=-100123";
                    case MATRIX -> "/!abc:example.org?access_token=KEY";
                    case NTFY -> "/topic-1?access_token=KEY";
                });
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
