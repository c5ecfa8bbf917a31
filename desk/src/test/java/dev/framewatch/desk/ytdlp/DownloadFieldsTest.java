package dev.framewatch.desk.ytdlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class DownloadFieldsTest {
    private static String cut(String json) {
        return new String(DownloadFields.cutOutOf(json.getBytes(UTF_8)).json(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"id\" : \"é\\u00e9\",\"cookies\":\"a=\\\"b\\\"\" }| { \"id\" :"
                        + " \"é\\u00e9\",\"cookies\":\"…\" }",
                "{\"formats\":[{\"url\":\"x\"},[1]] , \"n\":1e3}| {\"formats\":\"…\" , \"n\":1e3}",
                "{\"http_headers\":{\"Cookie\":\"s\"},\"z\":[ ]}| {\"http_headers\":\"…\",\"z\":["
                        + " ]}",
                "{\"fragments\":17, \"a\":1}| {\"fragments\":\"…\", \"a\":1}",
                "{\"__n\":-1.5e2,\"epoch\":17}| {\"__n\":\"…\",\"epoch\":17}",
                "{\"cookies\":true,\"heatmap\":null}| {\"cookies\":\"…\",\"heatmap\":null}",
                "{\"url\":\"signed\",\"id\":\"1\"}| {\"url\":\"…\",\"id\":\"1\"}",
                "{\"url\":\"page\",\"_type\":\"url\"}| {\"url\":\"page\",\"_type\":\"url\"}",
                "{\"_type\":\"url_transparent\",\"url\":\"page\"}|"
                        + " {\"_type\":\"url_transparent\",\"url\":\"page\"}",
                "{\"entries\":[{\"url\":\"s\"},{\"url\":\"p\",\"_type\":\"url\"}]}|"
                        + " {\"entries\":[{\"url\":\"…\"},{\"url\":\"p\",\"_type\":\"url\"}]}",
                "{\"thumbnails\":[{\"url\":\"t\",\"http_headers\":{\"a\":1}}]}|"
                        + " {\"thumbnails\":[{\"url\":\"t\",\"http_headers\":\"…\"}]}",
                "{\"url\":\"s\",\"a\":{\"cookies\":\"c\"}}|"
                        + " {\"url\":\"…\",\"a\":{\"cookies\":\"…\"}}",
                "[1, {\"id\":\"1\"}]| [1, {\"id\":\"1\"}]",
                "7| 7"
            })
    void onlyTheValuesOfDownloadFieldsAreCut(String json, String expected) {
        assertThat(cut(json)).isEqualTo(expected);
    }

    @Test
    void whatIsCutIsNamedAndTheRestKeepsItsBytes() {
        String json = "\uFEFF{\r\n\t\"cookies\" :\n\"c\", \"subtitles\":{},\"id\":1 }\n\n";
        DownloadFields fields = DownloadFields.cutOutOf(json.getBytes(UTF_8));
        assertThat(fields.json())
                .asString(UTF_8)
                .isEqualTo(json.replace("\"c\"", "\"…\"").replace("{}", "\"…\""));
        assertThat(fields.note())
                .isEqualTo("the values of these fields were cut: cookies, subtitles");
        assertThat(DownloadFields.cutOutOf(new byte[] {'{', '}'}).note()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> cut("{\"a\":")).isInstanceOf(JacksonException.class);
    }
}
