package dev.framewatch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    @TempDir private Path folder;

    private static String problems(String text) {
        YamlProblems problems = new YamlProblems("file.yaml");
        YamlDocument.fields("file.yaml", text, problems);
        return problems.isEmpty() ? "" : problems.message();
    }

    @ParameterizedTest
    @CsvSource({"31, true", "32, false", "500000, false"})
    void nestingIsLimited(int lists, boolean accepted) {
        String found = problems("a: " + "[".repeat(lists) + "]".repeat(lists));

        if (accepted) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains("file.yaml", "nested more than 32 levels deep");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "? ", "a:\n "})
    void soIsNestingInBlocks(String level) {
        String text = level.repeat(3000) + "b";

        assertThat(problems(text)).contains("file.yaml");
    }

    @Test
    void aFileLargerThanItsKindCanBeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "a: 123");

        assertThat(YamlDocument.text(file, 6)).isEqualTo("a: 123");
        assertThatThrownBy(() -> YamlDocument.text(file, 5))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is larger than 5 bytes");
    }
}
