package dev.framewatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedFileTest {
    @TempDir private Path folder;

    @Test
    void aFileOfTheGreatestSizeIsReadAndALargerOneIsNot() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1024]);

        assertThat(BoundedFile.bytes(file, 1024)).hasSize(1024);
        assertThatThrownBy(() -> BoundedFile.bytes(file, 1023))
                .isInstanceOf(FileTooLargeException.class)
                .hasMessage(file + " is larger than 1023 bytes");
    }

    @ParameterizedTest
    @CsvSource({"1024, 1 kB", "4194304, 4 MB", "1000, 1000 bytes"})
    void theLimitIsNamedInTheLargestUnit(int limit, String named) throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[limit + 1]);

        assertThatThrownBy(() -> BoundedFile.bytes(file, limit)).hasMessageEndingWith(named);
    }

    @Test
    void whatStatesNoSizeIsLimitedToo() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "there is no endless file");

        assertThatThrownBy(() -> BoundedFile.bytes(endless, 5000))
                .isInstanceOf(FileTooLargeException.class);
    }

    @Test
    void textIsUtf8() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "Zürich");
        assertThat(BoundedFile.text(file, 7)).isEqualTo("Zürich");

        Files.write(file, new byte[] {'a', (byte) 0xFF});
        assertThatThrownBy(() -> BoundedFile.text(file, 7))
                .isInstanceOf(CharacterCodingException.class);
    }
}
