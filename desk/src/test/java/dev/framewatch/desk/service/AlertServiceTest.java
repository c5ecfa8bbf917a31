package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.service.AlertService.AddedChannel;
import dev.framewatch.desk.service.AlertService.NewChannel;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertServiceTest {
    private static final SubscriptionFilter ALL = SubscriptionFilter.all(ZoneOffset.UTC);

    @TempDir private Path folder;

    private TestServices desk;
    private AlertService alerts;
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        alerts = desk.services.alerts();
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        desk.close();
    }

    private NewChannel webhook(String name) {
        return new NewChannel(name, new ChannelConfig.Webhook(receiver.address(), true), ALL);
    }

    @Test
    void aSignedChannelGetsAKeyThatIsReturnedOnceAndPrintedNowhere() throws Exception {
        AddedChannel added = alerts.add(webhook("desk"), "anna");
        assertThat(added.signingKey()).startsWith("whsec_");
        assertThat(new SecretStore(desk.home).read("desk")).isEqualTo(added.signingKey());
        assertThat(added.toString()).doesNotContain("whsec_");
        assertThat(alerts.list()).extracting(ChannelDto::name).containsExactly("desk");
        assertThat(desk.audit()).containsExactly("anna alert-added desk");
    }

    @Test
    void aChannelThatIsNotSignedHasNoKey() throws IOException {
        ChannelConfig feed = new ChannelConfig.AtomFeed(folder.resolve("leads.xml").toString(), 10);
        assertThat(alerts.add(new NewChannel("feed", feed, ALL), "anna").signingKey()).isNull();
    }

    @Test
    void aNameThatIsTakenIsAConflictAndKeepsItsKey() throws Exception {
        String key = alerts.add(webhook("desk"), "anna").signingKey();
        assertThatThrownBy(() -> alerts.add(webhook("desk"), "ben"))
                .isInstanceOf(ConflictException.class);
        assertThat(new SecretStore(desk.home).read("desk")).isEqualTo(key);
    }

    @Test
    void aChannelWhoseKeyCannotBeStoredIsNotAdded() throws IOException {
        Files.writeString(desk.home.secrets(), "in the way");
        assertThatThrownBy(() -> alerts.add(webhook("desk"), "anna"))
                .isInstanceOf(IOException.class);
        assertThat(alerts.list()).isEmpty();
    }

    @Test
    void targetsThatDoNotExistYetAreNamed() throws IOException {
        LightTargets.in(desk.home.targets(), "light", 0).close();
        SubscriptionFilter filter =
                new SubscriptionFilter(List.of("light", "lihgt"), 0, null, null, ZoneOffset.UTC);
        ChannelConfig config = new ChannelConfig.Webhook(receiver.address(), true);
        assertThat(alerts.add(new NewChannel("desk", config, filter), "anna").unknownTargets())
                .containsExactly("lihgt");
    }

    @Test
    void aTestIsDeliveredOrReportsTheReason() throws Exception {
        alerts.add(webhook("desk"), "anna");
        alerts.pause("desk");
        alerts.test("desk");
        assertThat(receiver.requests()).hasSize(1);
        receiver.answers(500);
        assertThatThrownBy(() -> alerts.test("desk"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("desk: not delivered: ")
                .hasMessageContaining("500");
    }

    @Test
    void aChannelIsPausedResumedAndRemovedWithItsKey() throws IOException {
        alerts.add(webhook("desk"), "anna");
        alerts.pause("desk");
        assertThat(alerts.list().getFirst().state()).isEqualTo("paused");
        alerts.resume("desk");
        assertThat(alerts.list().getFirst().state()).isEqualTo("on");
        assertThat(alerts.retry("desk")).isZero();
        alerts.remove("desk", "ben");
        assertThat(alerts.list()).isEmpty();
        assertThat(desk.home.secrets()).isEmptyDirectory();
        assertThat(desk.audit()).last().isEqualTo("ben alert-removed desk");
    }

    @Test
    void aChannelThatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> alerts.test("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> alerts.pause("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> alerts.resume("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> alerts.retry("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> alerts.remove("x", "a")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aNameThatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> alerts.add(webhook("../x"), "anna"))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(desk.home.secrets()).doesNotExist();
    }
}
