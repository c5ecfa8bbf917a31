package dev.framewatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

@NullMarked
class StrictJsonTest {
    record Inner(double value) {}

    record Outer(
            String name,
            int count,
            boolean on,
            List<Inner> inner,
            @Nullable String note,
            @Nullable Integer most) {}

    private static final String WHOLE =
            """
            {"name":"a","count":1,"on":true,"inner":[{"value":0.5}]}\
            """;

    private static Outer read(String json) {
        return StrictJson.MAPPER.readValue(json, Outer.class);
    }

    @Test
    void aNullableComponentMayBeMissingOrNull() {
        Outer expected = new Outer("a", 1, true, List.of(new Inner(0.5)), null, null);
        assertThat(read(WHOLE)).isEqualTo(expected);
        assertThat(read(WHOLE.replace("}]}", "}],\"note\":null,\"most\":null}")))
                .isEqualTo(expected);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Outer outer = new Outer("a", 1, true, List.of(new Inner(0.5)), "n", 3);
        assertThat(read(StrictJson.MAPPER.writeValueAsString(outer))).isEqualTo(outer);
    }

    @Test
    void anyOtherComponentIsRequiredByName() {
        int fields =
                MissingFields.each(
                        WHOLE,
                        (name, json) ->
                                assertThatThrownBy(() -> read(json))
                                        .isInstanceOf(JacksonException.class)
                                        .hasMessageContaining("'" + name + "'"));
        assertThat(fields).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "\"name\":\"a\" \"name\":null",
                "\"count\":1 \"count\":null",
                "\"on\":true \"on\":null",
                "\"inner\":[{\"value\":0.5}] \"inner\":null",
                "\"value\":0.5 \"value\":null"
            })
    void nullIsRefusedWhereAValueIsRequired(String value, String none) {
        assertThat(WHOLE).contains(value);
        assertThatThrownBy(() -> read(WHOLE.replace(value, none)))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("null");
    }

    @Test
    void whatFollowsTheDocumentIsRefused() {
        assertThatThrownBy(() -> read(WHOLE + "{}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void depthAndDigitsAreLimited() {
        String deep = "[".repeat(StrictJson.MAX_DEPTH + 1) + "]".repeat(StrictJson.MAX_DEPTH + 1);
        assertThatThrownBy(() -> StrictJson.MAPPER.readTree(deep))
                .isInstanceOf(JacksonException.class);
        String digits = "1".repeat(StrictJson.MAX_NUMBER_DIGITS + 1);
        assertThatThrownBy(() -> StrictJson.MAPPER.readTree(digits))
                .isInstanceOf(JacksonException.class);
        assertThat(StrictJson.MAPPER.readTree(deep.substring(1, deep.length() - 1)).isArray())
                .isTrue();
    }

    @Test
    void theNumberOfValuesIsLimited() {
        String most = "[" + "0,".repeat(StrictJson.MAX_TOKENS - 3) + "0]";
        assertThat(tokens(most)).isEqualTo(StrictJson.MAX_TOKENS);
        assertThatThrownBy(() -> tokens(most.replaceFirst("0", "0,0")))
                .isInstanceOf(JacksonException.class);
    }

    private static int tokens(String json) {
        int count = 0;
        try (JsonParser parser = StrictJson.MAPPER.createParser(json)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }
}
