package dev.framewatch.video.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.Clips;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.decoder.MediaType.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file holds, whatever it is called. */
class MediaTypeTest {
    @TempDir private Path folder;

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "FFD8FFE0, IMAGE, .jpg",
        "89504E470D0A1A0A0000000D49484452, IMAGE, .png",
        "89504E470D0A1A0A0000000D49484452000000080000000808020000004B6D29DC000000086163544C, VIDEO,"
                + " .png",
        "524946460000000057454250565038204C0000000000, IMAGE, .webp",
        "524946460000000057454250565038580A00000002000000, VIDEO, .webp",
        "524946460000000057454250565038580A00000010000000, IMAGE, .webp",
        "424D460000000000000036000000, IMAGE, .bmp",
        "49492A0008000000, IMAGE, .tif",
        "4D4D002A00000008, IMAGE, .tif",
        "0000000C6A5020200D0A870A, IMAGE, .jp2",
        "FF4FFF510029, IMAGE, .j2k",
        "000000186674797068656963, IMAGE, .heic",
        "00000018667479706D696631, IMAGE, .heic",
        "000000186674797061766966, IMAGE, .avif",
        "000000186674797061766973, VIDEO, .avifs",
        "00000018667479706D703432, VIDEO, .mp4",
        "000000146674797071742020, VIDEO, .mov",
        "000000186674797033673261, VIDEO, .3gp",
        "00000008776964650000, VIDEO, .mov",
        "474946383961, VIDEO, .gif",
        "1A45DFA3, VIDEO, .webm",
        "5249464600000000415649204C495354, VIDEO, .avi",
        "3026B2758E66CF11A6D900AA0062CE6C, VIDEO, .wmv",
        "464C560105, VIDEO, .flv",
        "000001BA44, VIDEO, .mpg",
        "4F67675300020000000000000000000000000000000000000000012A807468656F7261, VIDEO, .ogv",
    })
    void contentDecides(String hex, Kind kind, String extension) {
        MediaType type = MediaType.of("whatever", HexFormat.of().parseHex(hex));

        assertThat(type.kind()).isEqualTo(kind);
        assertThat(type.extension()).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource({"0, 188, .ts", "4, 192, .m2ts"})
    void aTransportStreamIsKnownByThreePackets(int first, int packet, String extension) {
        byte[] head = new byte[600];
        for (int i = 0; i < 3; i++) {
            head[first + i * packet] = 'G';
        }

        assertThat(MediaType.of("stream", head))
                .isEqualTo(
                        new MediaType(
                                Kind.VIDEO, true, MediaType.of(head).description(), extension));
    }

    @ParameterizedTest
    @EnumSource
    void whatWeWriteIsAVideoUnderAnyName(Codec codec) throws IOException {
        Path clip =
                Clips.write(folder.resolve(codec == Codec.GIF ? "a.gif" : "a.mkv"), codec, 2, 10);

        Path unnamed = Files.move(clip, folder.resolve("5f1c"));

        assertThat(MediaType.of(unnamed).kind()).isEqualTo(Kind.VIDEO);
    }

    @ParameterizedTest
    @CsvSource({
        "notes.txt, plain words",
        "post.json, '{\"id\":1}'",
        "page.html, <!doctype html><svg></svg>",
        "Thumbs.db, 'a\u0001\u0002b'",
        "sound.mp3, ID3",
        "code.ts, const a = 1;",
        "empty, ''"
    })
    void whatHoldsNoPictureIsNotMissed(String name, String content) {
        assertThat(MediaType.of(name, bytes(content)).kind()).isEqualTo(Kind.NO_PICTURE);
    }

    @ParameterizedTest
    @CsvSource({
        "a.zip, 'PK\u0003\u0004', a ZIP archive",
        "b.pdf, %PDF-1.7, a PDF document",
        "msgstore.db.crypt14, 'a\u0001\u0002b', in an unsupported format",
        "c.mp4.part, whatever, an unfinished download",
        "d.enc, Salted__, encrypted"
    })
    void whatMayHoldPicturesIsNamed(String name, String content, String description) {
        assertThat(MediaType.of(name, bytes(content)))
                .isEqualTo(new MediaType(Kind.UNREAD, false, description, ""));
    }

    @Test
    void theNameCountsWhereTheContentSaysNothing() {
        assertThat(MediaType.of("a.mp4", bytes("<html>")).kind()).isEqualTo(Kind.VIDEO);
        assertThat(MediaType.of("a.heic", new byte[0]).kind()).isEqualTo(Kind.IMAGE);
        assertThat(MediaType.of("a.mp4", bytes("\u00ff\u00d8\u00ff")).kind()).isEqualTo(Kind.IMAGE);
    }
}
