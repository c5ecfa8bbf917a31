package dev.framewatch.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {
    private static final int END_BYTES = 22;

    @TempDir private Path folder;

    private Path zip(int entries, String comment) throws IOException {
        Path file = folder.resolve("files.zip");
        try (ZipOutputStream out =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.setComment(comment);
            for (int i = 0; i < entries; i++) {
                out.putNextEntry(new ZipEntry("file%05d".formatted(i)));
            }
        }
        return file;
    }

    @Test
    void theNumberOfFilesIsLimited() throws IOException {
        Path file = zip(5, "");

        assertThatCode(() -> ZipDirectory.check(file, 5, 1000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ZipDirectory.check(file, 4, 1000))
                .isInstanceOf(ZipException.class)
                .hasMessage("more than 4 files in it");
    }

    @Test
    void theSizeOfTheirNamesIsLimited() throws IOException {
        Path file = zip(5, "");
        int bytes = 5 * (46 + 9); // a header and a name each

        assertThatCode(() -> ZipDirectory.check(file, 5, bytes)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ZipDirectory.check(file, 5, bytes - 1))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("table of contents");
    }

    @Test
    void aCommentDoesNotHideThem() throws IOException {
        Path file = zip(5, "x".repeat(0xFFFF));

        assertThatThrownBy(() -> ZipDirectory.check(file, 4, 1000))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void moreThan65535FilesAreCountedInTheLongerRecord() throws IOException {
        Path file = zip(65_536, "");

        assertThatCode(() -> ZipDirectory.check(file, 65_536, 10 << 20)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ZipDirectory.check(file, 65_535, 10 << 20))
                .hasMessage("more than 65,535 files in it");
    }

    @Test
    void aStatedSizeIsRefusedWithoutReadingSoMuch() throws IOException {
        Path file = zip(1, "");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length - END_BYTES + 12, Integer.MAX_VALUE);
        Files.write(file, bytes);

        assertThatThrownBy(() -> ZipDirectory.check(file, 5, 1000))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void whatIsNoZipFileIsLeftToWhoOpensIt() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "PK");

        assertThatCode(() -> ZipDirectory.check(text, 1, 1)).doesNotThrowAnyException();
    }
}
