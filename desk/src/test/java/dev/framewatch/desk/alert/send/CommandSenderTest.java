package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandSenderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void aProgramReadsTheEventAsJsonAndInItsEnvironment() throws Exception {
        Files.createDirectories(folder.resolve("evidence"));
        Files.write(folder.resolve("evidence/1.jpg"), new byte[] {1});
        DeliveryBatch batch =
                Events.parcel(Events.sighting("f1", "anna", "Grüße 🎥", "evidence/1.jpg"));
        send(
                batch,
                LONG,
                "sh",
                "-c",
                "cat > '" + folder + "/in.json'; env > '" + folder + "/env.txt'");
        JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("in.json")));
        assertThat(json.at("/type").asString()).isEqualTo("sighting");
        assertThat(json.at("/data/post/caption").asString()).isEqualTo("Grüße 🎥");
        assertThat(Files.readAllLines(folder.resolve("env.txt")))
                .contains(
                        "FRAMEWATCH_EVENT=sighting",
                        "FRAMEWATCH_TARGET=trump",
                        "FRAMEWATCH_SCORE=0.9400",
                        "FRAMEWATCH_SOURCE=feed",
                        "FRAMEWATCH_SIGHTING=s-f1",
                        "FRAMEWATCH_PAGE=https://www.tiktok.com/@anna/video/7?a=1&b=2",
                        "FRAMEWATCH_TITLE=Possible match: trump in a post by anna",
                        "FRAMEWATCH_FRAME=" + folder.resolve("evidence/1.jpg"));
    }

    @Test
    void aProgramGetsNoPasswordOfThisProcess() throws Exception {
        send(Events.parcel(Events.outage()), LONG, "sh", "-c", "env > '" + folder + "/env.txt'");
        assertThat(Files.readString(folder.resolve("env.txt")))
                .contains("PATH=")
                .doesNotContain("SECRET", "hush");
    }

    @Test
    void wordsAreWordsAndNoShellReadsThem() throws Exception {
        String word = "$(touch " + folder.resolve("pwned") + "); `id` > x";
        send(
                Events.parcel(Events.outage()),
                LONG,
                "sh",
                "-c",
                "test \"$1\" = \"$2\"",
                "sh",
                word,
                word);
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void whatStrangersWroteStaysOnOneLineOfTheEnvironment() throws Exception {
        send(Hostile.parcel(), LONG, "sh", "-c", "env > '" + folder + "/env.txt'");
        assertThat(Files.readAllLines(folder.resolve("env.txt")))
                .noneMatch(line -> line.startsWith("Bcc:"))
                .anyMatch(line ->
                        line.startsWith(
                                "FRAMEWATCH_TITLE=Possible match: trump in a post by anna"));
    }

    @Test
    void aStatusOtherThan0IsAFailureThatRepeatsNothingItPrinted() {
        assertThatThrownBy(() ->
                        send(
                                Events.parcel(Events.sighting("f1")),
                                LONG,
                                "sh",
                                "-c",
                                "cat >&2; exit 3"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("sh exited with status 3");
    }

    @Test
    void aProgramThatTakesTooLongIsEndedWithAllItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        assertThatThrownBy(() ->
                        send(
                                Events.parcel(Events.outage()),
                                Duration.ofSeconds(1),
                                "sh",
                                "-c",
                                "sleep 600 & echo $! > '" + pid + "'; wait"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("sh timed out after 1 s and was killed");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> assertThat(child.onExit()).succeedsWithin(LONG));
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> send(Events.parcel(Events.outage()), LONG, "/no/such/light"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("light cannot be started");
    }

    @Test
    void aProgramNeedNotReadWhatItIsGiven() {
        assertThatCode(() -> send(Hostile.digest(2000), LONG, "true")).doesNotThrowAnyException();
    }

    private void send(DeliveryBatch batch, Duration limit, String... words) throws Exception {
        Map<String, String> environment =
                Map.of(
                        "PATH",
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                        "SMTP_SECRET",
                        "hush");
        new CommandSender(new EvidenceFrames(folder), environment)
                .send(new ChannelConfig.Command(List.of(words), limit), batch);
    }
}
