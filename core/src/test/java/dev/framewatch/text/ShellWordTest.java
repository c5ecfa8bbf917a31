package dev.framewatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/srv/clips/a-1.mp4, /srv/clips/a-1.mp4",
                "Zürich/日本.csv, Zürich/日本.csv",
                "my clips, 'my clips'",
                "$HOME;x, '$HOME;x'",
                "anna's, 'anna'\\''s'",
                "\"\", ''"
            })
    void whatTheShellWouldSplitOrChangeIsQuoted(String text, String word) {
        assertThat(ShellWord.of(text)).isEqualTo(word);
    }
}
