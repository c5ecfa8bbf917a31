package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "desk@example.org | `` | desk@example.org",
                "Redaktion Zürich <desk@example.org> | Redaktion Zürich | desk@example.org",
                "\"Öz, Ayşe\" <ayse@example.org> | Öz, Ayşe | ayse@example.org",
                "\"a \\\"b\\\" c\" <a@example.org> | a \"b\" c | a@example.org",
                "desk@bücher.example | `` | desk@xn--bcher-kva.example"
            })
    void anAddressIsReadAsPeopleWriteItAndWrittenSoThatItIsReadAgain(
            String text, String name, String address) {
        Mailbox mailbox = Mailbox.of(text);
        assertThat(mailbox).isEqualTo(new Mailbox(name, address));
        assertThat(Mailbox.of(mailbox.toString())).isEqualTo(mailbox);
    }

    @Test
    void commasSeparateAddressesExceptInQuotationMarks() {
        assertThat(Mailbox.listOf("\"Öz, Ayşe\" <a@example.org>, b@example.org"))
                .extracting(Mailbox::address)
                .containsExactly("a@example.org", "b@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "desk",
                "a b@example.org",
                "<a@example.org>",
                "a@example.org,",
                "x\r\nBcc: v@example.org <a@example.org>",
                "a@example.org\r\nBcc: v@example.org"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Mailbox.listOf(text))
                .hasMessageContaining("invalid e-mail address");
    }

    @Test
    void anUmlautBeforeTheAtLeadsToADisplayName() {
        assertThatThrownBy(() -> Mailbox.of("zoë@example.org"))
                .hasMessageContaining("put the name in front: Zoë <zoe@example.org>");
    }

    @Test
    void aRowOfAnEarlierVersionHasOneRecipientAndNoOAuth() {
        ChannelConfig config =
                JsonColumns.config(
                        """
                        {"type":"email","to":"desk@example.org","from":"watch@example.org",
                         "server":{"host":"m.example","port":587,"security":"STARTTLS","user":null,
                         "passwordEnvironment":null,"passwordFile":null,"authority":null},
                         "allowPrivate":false}\
                        """);
        assertThat(config)
                .isInstanceOfSatisfying(
                        ChannelConfig.Email.class,
                        email ->
                                assertThat(email.to())
                                        .containsExactly(new Mailbox("", "desk@example.org")));
    }

    @Test
    void theScopeOfMicrosoft365IsThatOfItsMail() {
        URI microsoft = URI.create("https://login.microsoftonline.com/t/oauth2/v2.0/token");
        assertThat(new OAuthClient(microsoft, "id", "").scope())
                .isEqualTo("https://outlook.office365.com/.default");
        assertThat(new OAuthClient(URI.create("https://login.example/t"), "id", "").scope())
                .isEmpty();
    }
}
