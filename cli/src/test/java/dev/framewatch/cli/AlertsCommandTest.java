package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AlertsCommandTest {
    private static final String MAIL = "email desk@example.org --smtp mail.example.org ";

    @TempDir private Path folder;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private Cli cli;
    @AutoClose private LoopbackSite site;
    private volatile int status = 200;

    @BeforeEach
    void aServer() throws IOException {
        cli = new Cli(folder.resolve("home"));
        site =
                new LoopbackSite()
                        .otherwise(exchange -> {
                            byte[] sent = exchange.getRequestBody().readAllBytes();
                            received.add(new String(sent, StandardCharsets.UTF_8));
                            exchange.sendResponseHeaders(status, -1);
                        });
    }

    @Test
    void aWebhookIsSetUpTriedAndRemoved() throws Exception {
        Ran added = add("desk webhook " + address() + " --allow-private");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).matches("whsec_[A-Za-z0-9+/=]{44}\\R");
        assertThat(added.err()).contains("shown only once", "alerts test desk");
        Ran tested = cli.run("alerts", "test", "desk");
        assertThat(tested.status()).as(tested.err()).isZero();
        assertThat(tested.out()).isEqualTo("desk: sent (127.0.0.1 answered 200)\n");
        assertThat(received.take()).contains("\"type\":\"test\"");
        assertThat(cli.home().resolve("secrets/desk.key")).exists();
        assertThat(cli.run("alerts", "remove", "desk").status()).isZero();
        assertThat(cli.home().resolve("secrets/desk.key")).doesNotExist();
        assertThat(cli.run("alerts", "test", "desk").refusal()).contains("no channel 'desk'");
    }

    @Test
    void aReceiverGivesItsOwnKeyAndGetsAnotherOneLater() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "a-key-of-our-own-32-bytes-long!!\n");
        Ran added = cli.run("alerts add desk webhook " + address() + " --key-file %s", key);
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).isEmpty();
        assertThat(Files.readString(cli.home().resolve("secrets/desk.key")))
                .isEqualTo("whsec_YS1rZXktb2Ytb3VyLW93bi0zMi1ieXRlcy1sb25nISE=");
        Ran rotated = cli.run("alerts rotate desk --overlap 2h");
        assertThat(rotated.status()).as(rotated.err()).isZero();
        assertThat(rotated.out()).matches("whsec_[A-Za-z0-9+/=]{44}\\R");
        assertThat(rotated.err()).contains("both keys for 2h");
        assertThat(Files.readAllLines(cli.home().resolve("secrets/desk.key")))
                .hasSize(2)
                .first()
                .isEqualTo(rotated.out().strip());
        add("feed atom leads.xml");
        assertThat(cli.run("alerts rotate feed").refusal()).contains("only signed webhooks");
        assertThat(cli.run("audit").out()).contains("alert-key-rotated");
    }

    @Test
    void aFailedTestIsReportedAndEndsWith2() {
        add("desk webhook " + address() + " --allow-private");
        status = 503;
        assertThat(cli.run("alerts", "test", "desk").refusal())
                .isEqualTo("framewatch: desk: not delivered: 127.0.0.1 answered 503");
        add("shut webhook " + address());
        assertThat(cli.run("alerts", "test", "shut").refusal()).contains("--allow-private");
    }

    @Test
    void aListShowsNoAddressAndNoKey() {
        add("desk webhook https://hooks.slack.com/services/KEY123 --format slack");
        add("archive webhook https://archive.example.org/leads?token=KEY123");
        for (Ran ran :
                List.of(
                        cli.run("alerts"),
                        cli.run("alerts", "list"),
                        cli.run("alerts", "list", "--json"))) {
            assertThat(ran.status()).isZero();
            assertThat(ran.out())
                    .contains("slack at hooks.slack.com", "signed webhook at archive.example.org")
                    .doesNotContain("KEY123", "whsec_");
        }
    }

    @Test
    void unspecifiedSettingsHaveTheirDefaults() {
        JsonNode channel = listed("atom leads.xml");
        assertThat(channel.get("name").asString()).isEqualTo("desk");
        assertThat(channel.get("state").asString()).isEqualTo("on");
        assertThat(channel.get("targets")).isEmpty();
        assertThat(channel.get("minScore").asDouble()).isZero();
        assertThat(channel.get("quiet").isNull()).isTrue();
        assertThat(channel.get("digest").isNull()).isTrue();
        assertThat(channel.get("zone").asString()).isEqualTo(ZoneId.systemDefault().getId());
        assertThat(channel.get("waiting").asInt()).isZero();
        assertThat(channel.get("dead")).isEmpty();
    }

    @Test
    void settingsAreStoredAsSpecified() {
        JsonNode channel =
                listed(
                        "atom leads.xml --target trump --target logo --min-score 0.8 --quiet"
                                + " 22:00-07:00 --digest daily@08:00 --zone Europe/Berlin");
        assertThat(channel.get("targets").toString()).isEqualTo("[\"trump\",\"logo\"]");
        assertThat(channel.get("minScore").asDouble()).isEqualTo(0.8);
        assertThat(channel.get("quiet").asString()).isEqualTo("22:00-07:00");
        assertThat(channel.get("digest").asString()).isEqualTo("daily@08:00");
        assertThat(channel.get("zone").asString()).isEqualTo("Europe/Berlin");
    }

    @Test
    void aTargetThatIsNotThereYetIsPointedOut() {
        assertThat(add("desk atom leads.xml --target trupm").err())
                .contains("target 'trupm' does not exist yet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook ftp://example.org/x | https://",
                "webhook https://user:secret@example.org/x | must not contain a password",
                "webhook https://example.org --shape irc | --format",
                "webhook | URL",
                "email desk | invalid e-mail address",
                "atom leads.xml --entries 0 | between 1 and 1000",
                "command | CMD",
                "command --limit 0 true | at least 1 second",
                "atom leads.xml --min-score 1.1 | between 0 and 1",
                "atom leads.xml --quiet night | 22:00-07:00",
                "atom leads.xml --digest hourly | daily@08:00",
                "atom leads.xml --zone Berlin | Europe/Berlin",
                "pigeon x | pigeon",
                "| webhook URL, email ADDRESS, atom FILE or command CMD"
            })
    void anInvalidSettingIsRefusedWithAdvice(String words, String named) {
        String line =
                words == null
                        ? "desk"
                        : "desk " + words.replace("email desk", "email desk --smtp m.example");
        Ran ran = add(line);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(named).doesNotContain("secret");
        assertThat(cli.run("alerts", "--json").out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--security none --user desk | not sent unencrypted",
                "--user desk --password-env A --password-file b | either as",
                "--password-file b | requires a user name",
                "--security maybe | --security",
                "--from nobody | invalid e-mail address",
                "--user desk --oauth http://login.example/t --client-id x | https://",
                "--user desk --oauth https://login.example/t | client ID",
                "--oauth https://login.example/t --client-id x | requires a user name"
            })
    void mailThatWouldGiveAPasswordAwayIsRefused(String words, String named) {
        Ran ran = add("desk " + MAIL + words);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atom atom f.xml",
                "atom f.xml",
                "email desk@example.org --smtp m.example",
                "command command notify-send"
            })
    void aNameThatIsTheNameOfATypeIsExplained(String words) {
        String type = words.substring(0, words.indexOf(' '));
        assertThat(add(words).refusal())
                .isEqualTo(
                        ("framewatch: '%s' cannot be the NAME, since it names a subcommand; put"
                             + " another name before it: framewatch alerts add my-%s %s ...")
                                .formatted(type, type, type));
    }

    /** A Mac writes an umlaut as a letter and a mark. */
    @Test
    void aNameWithUmlautsIsFoundHoweverItIsTyped() {
        assertThat(add("Zu\u0308rich atom leads.xml").status()).isZero();
        assertThat(cli.run("alerts", "pause", "Zu\u0308rich").status()).isZero();
        assertThat(cli.run("alerts", "resume", "Z\u00fcrich").status()).isZero();
        assertThat(add("Z\u00fcrich atom leads.xml").refusal()).contains("already exists");
    }

    @Test
    void mailGoesToSeveralRecipientsWithTheirNames() {
        Ran ran =
                cli.run(
                        "alerts",
                        "add",
                        "desk",
                        "email",
                        "Redaktion Z\u00fcrich <desk@example.org>",
                        "chief@b\u00fccher.example",
                        "--smtp",
                        "mail.example.org");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("e-mail to desk@example.org, chief@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--user desk",
                "--user desk --password-file pass.txt",
                "--user desk --password-env MY_PASSWORD --security tls --trust ca.pem",
                "--security none --allow-private --from watch@example.org",
                "--user a@example.org --oauth https://login.example/t --client-id app-1",
                "--smtp [::1]:2525"
            })
    void mailCanBeSetUpInSeveralWays(String words) throws Exception {
        Path certificate = Files.writeString(folder.resolve("ca.pem"), anyCertificate());
        Ran ran =
                add(
                        "desk "
                                + (words.contains("--smtp") ? "email desk@example.org " : MAIL)
                                + words.replace("ca.pem", certificate.toString()));
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("e-mail to desk@example.org");
    }

    /** Returns a certificate that Java trusts, as PEM. */
    private static String anyCertificate() throws Exception {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(
                        Base64.getMimeEncoder()
                                .encodeToString(manager.getAcceptedIssuers()[0].getEncoded()));
    }

    @Test
    void certificatesToTrustAreReadWhenTheChannelIsAdded() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no certificate\n");
        assertThat(add("desk " + MAIL + "--trust " + folder.resolve("gone.pem")).refusal())
                .contains("gone.pem: the certificates to trust cannot be read");
        assertThat(add("desk " + MAIL + "--trust " + notes).refusal())
                .contains("notes.txt: not a PEM file of certificates");
        assertThat(cli.run("alerts").out()).doesNotContain("desk");
    }

    @Test
    void aCommandKeepsItsOwnOptionsToItself() throws IOException {
        Path seen = folder.resolve("seen");
        Path program = folder.resolve("light");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" > '" + seen + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Ran added = add("desk command --limit 20 " + program + " --json -v --target x");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(cli.run("alerts", "test", "desk").status()).isZero();
        assertThat(Files.readString(seen)).isEqualTo("--json -v --target x\n");
    }

    @Test
    void aChannelIsPausedAndResumed() {
        add("desk atom leads.xml");
        assertThat(cli.run("alerts", "pause", "desk").status()).isZero();
        assertThat(cli.run("alerts").out()).contains("paused");
        assertThat(cli.run("alerts", "resume", "desk").status()).isZero();
        assertThat(cli.run("alerts").out()).contains("on ");
        assertThat(cli.run("alerts", "retry", "desk").err()).contains("0 failed messages");
        for (String command : List.of("pause", "resume", "retry", "remove")) {
            assertThat(cli.run("alerts", command, "nobody").refusal())
                    .isEqualTo("framewatch: no channel 'nobody' (available: desk)");
        }
    }

    @Test
    void withoutAChannelTheListNamesTheCommandToAddOne() {
        Ran ran = cli.run("alerts");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("framewatch alerts add");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "email", "atom", "command"})
    void eachWayExplainsItselfWithExamples(String way) {
        Ran ran = cli.run("alerts", "add", "desk", way, "--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("Usage: framewatch alerts add NAME " + way, "Examples:", "--quiet");
    }

    private JsonNode listed(String words) {
        Ran added = add("desk " + words);
        assertThat(added.status()).as(added.err()).isZero();
        return cli.run("alerts", "list", "--json").json().getFirst();
    }

    private Ran add(String line) {
        return cli.run("alerts add " + line);
    }

    private String address() {
        return site.at("/hook").toString();
    }
}
