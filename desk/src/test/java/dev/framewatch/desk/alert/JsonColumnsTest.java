package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.json.MissingFields;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

class JsonColumnsTest {
    static Stream<AlertEvent> events() {
        return Stream.of(
                Events.sighting("f"),
                Events.trend(),
                Events.outage(),
                Events.recovery(),
                new AlertEvent.Test("desk", Events.THEN));
    }

    static Stream<ChannelConfig> configs() {
        return Stream.of(
                new ChannelConfig.Webhook(URI.create("https://desk.example/hook"), false),
                new ChannelConfig.Chat(
                        ChatFormat.SLACK, URI.create("https://desk.example/hook"), false),
                new ChannelConfig.AtomFeed("leads.xml", 50),
                new ChannelConfig.Command(List.of("true"), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventThatLacksAFieldIsRefusedByName(AlertEvent event) {
        requiresAllBut(
                List.of("page", "postedAt", "frame", "file", "seen"), event, JsonColumns::event);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aConfigThatLacksAFieldIsRefusedByName(ChannelConfig config) {
        requiresAllBut(List.of(), config, JsonColumns::config);
    }

    @Test
    void aFilterThatLacksAFieldIsRefusedByName() {
        requiresAllBut(
                List.of("quiet", "digest"),
                SubscriptionFilter.all(ZoneOffset.UTC),
                JsonColumns::filter);
    }

    private static <T> void requiresAllBut(
            List<String> optional, T value, Function<String, T> reader) {
        String json = JsonColumns.text(value);
        assertThat(reader.apply(json)).isEqualTo(value);
        int fields =
                MissingFields.each(
                        json,
                        (name, without) -> {
                            if (optional.contains(name)) {
                                assertThat(reader.apply(without)).isNotNull();
                            } else {
                                assertThatThrownBy(() -> reader.apply(without))
                                        .isInstanceOf(JacksonException.class)
                                        .hasMessageContaining("'" + name + "'");
                            }
                        });
        assertThat(fields).isGreaterThan(1);
    }
}
