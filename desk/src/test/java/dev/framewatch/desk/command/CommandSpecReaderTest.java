package dev.framewatch.desk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSpecReaderTest {
    @TempDir private Path folder;

    @Test
    void allProblemsOfAFileAreReportedAtOnceByLineAndField() {
        assertThatThrownBy(() ->
                        read(
                                """
                                run: "scrape --all"
                                timeout: 0
                                results: [../x.json]
                                fields:
                                  author: by
                                  likez: n
                                environment: ["A=1"]
                                media: /etc/{id}.mp4
                                colour: red
                                """))
                .hasMessageContaining("command.yaml: line 1: run: not run by a shell")
                .hasMessageContaining("[scrape, --all]")
                .hasMessageContaining("line 2: timeout: must be an integer from 1 to 86400")
                .hasMessageContaining("line 3: results: '../x.json' must be within the folder")
                .hasMessageContaining("line 6: fields.likez: unknown field")
                .hasMessageContaining("fields.id: is missing")
                .hasMessageContaining("environment: must list variable names")
                .hasMessageContaining("line 8: media: '/etc/{id}.mp4' must be within")
                .hasMessageContaining("line 9: colour: unknown field")
                .hasMessageContaining("platform: is missing");
    }

    @Test
    void formerFieldNamesAndPlaceholdersStillWork() throws Exception {
        CommandSpec command =
                read(
                        """
                        run: [scrape, "{since-seconds}", "{since-day}"]
                        most-megabytes: 7
                        results: [a.json]
                        platform: example
                        fields: {id: id, author-id: by, posted-at: when}
                        media: "{u}"
                        """);
        assertThat(command.commandLine())
                .containsExactly("scrape", "{since_seconds}", "{since_day}");
        assertThat(command.maxFolderBytes()).isEqualTo(7 << 20);
        assertThat(command.fields())
                .containsEntry(PostField.AUTHOR_ID, "by")
                .containsEntry(PostField.POSTED_AT, "when");
    }

    @Test
    void anUnknownPlaceholderIsReported() {
        assertThatThrownBy(() -> read("preset: tiktok-scraper\nrun: [x, '{yesterday}']"))
                .hasMessageContaining("unknown placeholder {yesterday}");
    }

    private CommandSpec read(String yaml) throws Exception {
        return CommandSpec.read(Files.writeString(folder.resolve("command.yaml"), yaml));
    }
}
