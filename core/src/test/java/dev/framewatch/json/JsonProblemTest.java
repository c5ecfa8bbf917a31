package dev.framewatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonProblemTest {
    record Part(String name, int size) {
        Part {
            if (size < 0) {
                throw new IllegalArgumentException("size must not be negative");
            }
        }
    }

    record Whole(String id, List<Part> parts) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a\"}| the field 'parts' is missing",
                "{\"id\":null,\"parts\":[]}| the field 'id' is missing",
                "{\"id\":\"a\",\"parts\":[{\"size\":1}]}| the field 'name' is missing, in parts.0",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"x\"}]}| the field 'size' is missing, in"
                        + " parts.0",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"x\",\"size\":\"y\"}]}| the field"
                        + " 'size' has a wrong value, in parts.0",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"x\",\"size\":-1}]}| size must not be"
                        + " negative",
                "{\"id\":\"a\",\"parts\":7}| the field 'parts' has a wrong value",
                "[]| not the JSON object that is expected",
                "{\"id\":| not JSON, in line 1",
                "nonsense| not JSON, in line 1",
                "``| not the JSON object that is expected",
            })
    void theFieldOrTheLineIsNamed(String json, String problem) {
        assertThat(of(json)).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "1"})
    void aLimitIsNamedWithoutTheSettingsOfTheParser(String text) {
        assertThat(of("{\"x\":" + text.repeat(200)))
                .isEqualTo("nested too deeply, or with a number or a name that is too long");
    }

    private static String of(String json) {
        return JsonProblem.of(
                catchThrowableOfType(
                        JacksonException.class,
                        () -> StrictJson.MAPPER.readValue(json, Whole.class)));
    }
}
