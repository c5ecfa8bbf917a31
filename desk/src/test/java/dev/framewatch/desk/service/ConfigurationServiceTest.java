package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.ConfigChangeDto;
import dev.framewatch.desk.api.ConfigChangeDto.FieldChange;
import dev.framewatch.desk.service.ConfigurationService.Applied;
import dev.framewatch.desk.service.ConfigurationService.Request;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.RefusedException;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Criteria;
import dev.framewatch.verdict.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationServiceTest {
    private static final String CHAT = "https://hooks.slack.com/services/T0/B0/private-word";
    private static final String EVERYTHING =
            """
            sources:
              drop: {kind: folder, place: drop, every: 1m}
              wire:
                kind: feed
                place: https://wire.example.org/rss?token=private-word
                user: desk
                password_env: WIRE_PASSWORD
                header: [X-Key=file:keys/wire]
              search: {kind: ytdlp, place: "https://www.youtube.com/@two.words", every: 2h}
            alerts:
              desk:
                kind: email
                to: ['"Newsdesk, night" <desk@example.org>', chief@example.org]
                smtp: "[2001:db8::1]:2525"
                user: desk
                password_file: keys/mail
                target: trump
                min_score: 0.9
                quiet: 22:00-07:00
                digest: daily@08:00
                zone: Europe/Berlin
              chat: {kind: webhook, format: slack, url_file: keys/chat}
              archive: {kind: webhook, url: "https://archive.example.org/leads"}
              feed: {kind: atom, file: leads.xml, entries: 50}
              popup: {kind: command, command: [notify-send, --hint, private-word], limit: 60}
            targets:
              trump: {rule: presence:3, threshold: 0.9}
              biden: {threshold: fmr:0.001}
            watch:
              rule: presence:0.5
              threshold: fmr:0.001
              retain_posts: 7d
              max_disk_usage: 1500GB
            """;

    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private ConfigurationService configuration;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        configuration = desk.services.configuration();
        Files.createDirectory(folder.resolve("drop"));
        Files.createDirectory(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/chat"), CHAT + "\n");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("newsroom.yaml"), text);
    }

    private Applied apply(String text) throws IOException {
        return configuration.apply(new Request(file(text), false, false), "anna");
    }

    private Applied prune(String text) throws IOException {
        return configuration.apply(new Request(file(text), true, false), "anna");
    }

    private static List<String> lines(Applied applied) {
        return applied.changes().stream()
                .map(change -> change.action() + " " + change.section() + " " + change.name())
                .toList();
    }

    private List<String> sources() {
        return desk.services.sources().list().stream().map(source -> source.name()).toList();
    }

    private List<String> alerts() {
        return desk.services.alerts().list().stream().map(alert -> alert.name()).toList();
    }

    @Test
    void aFileMakesSourcesAlertsAndSettings() throws IOException {
        Applied applied = apply(EVERYTHING);
        assertThat(lines(applied))
                .containsExactly(
                        "add sources drop",
                        "add sources search",
                        "add sources wire",
                        "add alerts archive",
                        "add alerts chat",
                        "add alerts desk",
                        "add alerts feed",
                        "add alerts popup",
                        "add targets biden",
                        "add targets trump",
                        "change watch watch");
        assertThat(sources()).containsExactly("drop", "search", "wire");
        assertThat(alerts()).containsExactly("archive", "chat", "desk", "feed", "popup");
        assertThat(desk.services.sources().get("drop").place())
                .isEqualTo(folder.resolve("drop").toString());
        assertThat(applied.signingKeys()).containsOnlyKeys("archive");
        assertThat(applied.unknownTargets()).containsExactly("biden", "trump");
        assertThat(desk.audit())
                .contains(
                        "anna source-added drop",
                        "anna alert-added chat",
                        "anna watch-changed trump",
                        "anna watch-changed watch")
                .hasSize(11);
        WatchSettings settings = WatchSettingsFile.of(desk.home);
        assertThat(settings.keepPosts()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.diskBytes()).isEqualTo(1_500_000_000_000L);
        assertThat(settings.scan().criteriaFor("trump"))
                .isEqualTo(new Criteria(Rule.parse("presence:3"), new Threshold.Value(0.9)));
        assertThat(settings.scan().criteriaFor("biden"))
                .isEqualTo(
                        new Criteria(
                                Rule.parse("presence:0.5"), new Threshold.FalseMatchRate(0.001)));
        assertThat(settings.scan().criteriaFor("obama")).isEqualTo(settings.scan().criteria());
    }

    @Test
    void theSameFileAgainChangesNothing() throws IOException {
        apply(EVERYTHING);
        List<String> audited = desk.audit();
        assertThat(apply(EVERYTHING).changes()).isEmpty();
        assertThat(desk.audit()).isEqualTo(audited);
    }

    @Test
    void anExportedFileIsTheConfigurationWithoutItsSecrets() throws IOException {
        apply(EVERYTHING);
        String exported = configuration.export();
        assertThat(exported)
                .contains("max_disk_usage: 1500GB", "password_env: WIRE_PASSWORD", "# url:")
                .contains("  trump:\n    rule: \"presence:3\"\n    threshold: 0.9\n")
                .doesNotContain("private-word");
        assertThat(prune(exported).changes()).isEmpty();
        assertThat(configuration.export()).isEqualTo(exported);
    }

    @Test
    void anEmptyHomeIsExportedAsAFileThatChangesNothing() throws IOException {
        String exported = configuration.export();
        assertThat(exported)
                .contains("sources: {}", "alerts: {}", "targets: {}", "threshold: strict");
        assertThat(prune(exported).changes()).isEmpty();
        assertThat(desk.home.watchFile()).doesNotExist();
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() throws IOException {
        Applied planned = configuration.apply(new Request(file(EVERYTHING), true, true), "anna");
        assertThat(planned.changes()).hasSize(11);
        assertThat(planned.toString()).doesNotContain("private-word");
        assertThat(planned.changes().toString()).doesNotContain("private-word");
        assertThat(sources()).isEmpty();
        assertThat(alerts()).isEmpty();
        assertThat(desk.audit()).isEmpty();
        assertThat(desk.home.watchFile()).doesNotExist();
    }

    @Test
    void whatTheFileDoesNotHaveIsKeptAndNamed() throws IOException {
        apply(EVERYTHING);
        assertThat(lines(apply("sources: {}\n")))
                .containsExactly(
                        "keep sources drop",
                        "keep sources search",
                        "keep sources wire",
                        "keep alerts archive",
                        "keep alerts chat",
                        "keep alerts desk",
                        "keep alerts feed",
                        "keep alerts popup",
                        "keep targets biden",
                        "keep targets trump");
        assertThat(sources()).hasSize(3);
    }

    @Test
    void pruningRemovesOnlyInTheSectionsThatTheFileHas() throws IOException {
        apply(EVERYTHING);
        Path key = desk.home.secrets().resolve("archive.key");
        assertThat(key).exists();
        assertThat(lines(prune("alerts:\n  feed: {kind: atom, file: leads.xml, entries: 50}\n")))
                .contains("remove alerts archive", "keep sources drop")
                .doesNotContain("change watch watch");
        assertThat(alerts()).containsExactly("feed");
        assertThat(sources()).hasSize(3);
        assertThat(key).doesNotExist();
        assertThat(desk.audit()).contains("anna alert-removed archive");
    }

    @Test
    void settingsThatTheFileLeavesOutAreResetByPruningOnly() throws IOException {
        apply(EVERYTHING);
        assertThat(apply("watch: {max_queue_length: 9}\n").changes().getLast().fields())
                .containsExactly(new FieldChange("max_queue_length", "5000", "9"));
        prune("watch: {max_queue_length: 9}\n");
        assertThat(WatchSettingsFile.of(desk.home).rule()).isNull();
        assertThat(WatchSettingsFile.of(desk.home).keepPosts()).isEqualTo(Duration.ofDays(30));
        assertThat(WatchSettingsFile.of(desk.home).maxQueue()).isEqualTo(9);
    }

    @Test
    void aTargetIsJudgedAsTheFileSaysAndTheOthersAsBefore() throws IOException {
        apply(EVERYTHING);
        String targets = "targets: {trump: {rule: share:1/2}}\n";
        assertThat(apply(targets).changes().getLast().fields())
                .containsExactly(
                        new FieldChange("rule", "presence:3", "share:1/2"),
                        new FieldChange("threshold", "0.9", null));
        assertThat(WatchSettingsFile.of(desk.home).targets()).containsOnlyKeys("biden", "trump");
        assertThat(lines(prune(targets))).contains("remove targets biden");
        assertThat(WatchSettingsFile.of(desk.home).targets()).containsOnlyKeys("trump");
        assertThat(WatchSettingsFile.of(desk.home).maxVideoDuration())
                .isEqualTo(WatchSettings.standard().maxVideoDuration());
        assertThat(WatchSettingsFile.of(desk.home).keepPosts()).isEqualTo(Duration.ofDays(7));
        assertThat(desk.services.governance().references("trump"))
                .containsExactly("alert desk", "settings in watch.yaml");
        assertThat(lines(prune("watch: {max_queue_length: 9}\n"))).contains("keep targets trump");
        assertThat(WatchSettingsFile.of(desk.home).targets()).containsOnlyKeys("trump");
    }

    @Test
    void aSourceThatIsPolledOtherwiseStaysPausedAndIsNotReplaced() throws IOException {
        apply("sources: {drop: {kind: folder, place: drop}}\n");
        desk.services.sources().pause("drop");
        List<ConfigChangeDto> changes =
                apply("sources: {drop: {kind: folder, place: drop, every: 90s}}\n").changes();
        assertThat(changes.getFirst().fields())
                .containsExactly(new FieldChange("every", "10m", "90s"));
        assertThat(desk.services.sources().get("drop").everySeconds()).isEqualTo(90);
        assertThat(desk.services.sources().get("drop").paused()).isTrue();
        assertThat(desk.audit()).contains("anna source-changed drop");
    }

    @Test
    void aSourceOfAnotherPlaceIsReplaced() throws IOException {
        Files.createDirectory(folder.resolve("other"));
        apply("sources: {drop: {kind: folder, place: drop}}\n");
        apply("sources: {drop: {kind: folder, place: other}}\n");
        assertThat(desk.services.sources().get("drop").place()).endsWith("other");
        assertThat(desk.audit())
                .containsExactlyInAnyOrder(
                        "anna source-added drop",
                        "anna source-removed drop",
                        "anna source-added drop");
    }

    @Test
    void aChangedWebhookKeepsItsKeyAndItsUrlIsNotShown() throws IOException {
        apply("alerts: {archive: {kind: webhook, url: 'https://a.example.org/private-word'}}\n");
        String key = Files.readString(desk.home.secrets().resolve("archive.key"));
        Applied applied =
                apply("alerts: {archive: {kind: webhook, url: 'https://b.example.org/other'}}\n");
        assertThat(applied.changes().getFirst().fields())
                .containsExactly(new FieldChange("url", "(hidden)", "(hidden)"));
        assertThat(applied.signingKeys()).isEmpty();
        assertThat(desk.home.secrets().resolve("archive.key")).hasContent(key);
        assertThat(desk.services.alerts().list().getFirst().toString()).contains("b.example.org");
    }

    @Test
    void allProblemsAreReportedByLineAndFieldBeforeAnythingIsChanged() throws IOException {
        assertThatThrownBy(() ->
                        apply(
                                """
                                sources:
                                  fine: {kind: folder, place: drop}
                                  gone: {kind: pigeon, place: gone}
                                  bad name: {kind: list, place: drop}
                                alerts:
                                  chat:
                                    kind: webhook
                                    format: slack
                                  feed: {kind: atom, file: x.xml, entires: 5}
                                watch:
                                  retain_posts: long
                                target: {}
                                targets:
                                  trump:
                                    rule: often
                                    threshold: 2
                                  biden: {}
                                  two words: {threshold: 0.5}
                                  obama: {treshold: 0.5}
                                """))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "line 3: sources.gone.kind: must be folder",
                        "line 4: sources.bad name.name: 'bad name' is not a valid source name",
                        "alerts.chat.url: is missing; url_env or url_file keep it secret",
                        "line 9: alerts.feed.entires: unknown field",
                        "line 11: watch.retain_posts: must be a duration",
                        "line 12: target: unknown field",
                        "line 15: targets.trump.rule: invalid rule 'often', expected",
                        "line 16: targets.trump.threshold: 2.0: a threshold must be between",
                        "line 17: targets.biden.rule: is missing, and so is threshold",
                        "line 18: targets.two words: ",
                        "line 19: targets.obama.treshold: unknown field");
        assertThat(sources()).isEmpty();
    }

    @Test
    void aPlaceThatDoesNotExistIsNamedByItsLine() throws IOException {
        assertThatThrownBy(() ->
                        apply(
                                "sources:\n  drop: {kind: folder, place: drop}\n"
                                        + "  gone:\n    kind: folder\n    place: gone\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("line 5: sources.gone.place: no such folder: ");
        assertThat(sources()).isEmpty();
    }

    @Test
    void certificatesThatCannotBeReadAreNamedByTheirLine() {
        assertThatThrownBy(() ->
                        apply(
                                """
                                alerts:
                                  desk:
                                    kind: email
                                    to: desk@example.org
                                    smtp: mail.example.org
                                    trust: gone.pem
                                """))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("line 6: alerts.desk.trust: " + folder.resolve("gone.pem"));
    }

    @Test
    void aSecretThatCannotBeReadNamesItsVariable() {
        assertThatThrownBy(() ->
                        apply("alerts: {a: {kind: webhook, format: slack, url_env: CHAT_URL}}\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("alerts.a.url_env: environment variable CHAT_URL must hold");
    }
}
