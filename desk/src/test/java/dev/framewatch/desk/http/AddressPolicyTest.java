package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.8.9.10",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:c0a8:101::",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:192.168.0.1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void aPrivateAddressIsRefusedWithAdvice(String address) {
        InetAddress inside = InetAddress.ofLiteral(address);
        assertThatThrownBy(() -> AddressPolicy.PUBLIC_ONLY.check("trap.example", inside))
                .isInstanceOf(AddressBlockedException.class)
                .hasMessageContaining("blocked 'trap.example'")
                .hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80e::200e"
            })
    void aPublicAddressIsFine(String address) throws AddressBlockedException {
        InetAddress found = InetAddress.ofLiteral(address);
        assertThat(AddressPolicy.PUBLIC_ONLY.check("site.example", found)).isEqualTo(found);
    }

    @Test
    void everyAddressOfThisMachineIsInsideEvenAPublicOne() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress ours : network.inetAddresses().toList()) {
                assertThatThrownBy(() -> AddressPolicy.PUBLIC_ONLY.check("us.example", ours))
                        .isInstanceOf(AddressBlockedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://127.0.1/",
                "http://1.2.3.0x4/",
                "http://010.8.8.8/",
                "http://[fe80::1%25eth0]/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://db.localhost:5432/",
                "http:///path",
                "http:opaque",
                "//site.example/",
                "file:///etc/passwd",
                "ftp://site.example/",
                "gopher://site.example:70/_",
                "jar:http://site.example!/",
                "data:text/plain,hi",
                "http://name:hush@site.example/"
            })
    void anAmbiguouslySpelledAddressIsRefusedBeforeAnyLookup(String address) {
        assertThatThrownBy(
                        () -> {
                            PinnedDnsResolver nobody =
                                    new PinnedDnsResolver(
                                            AddressPolicy.PUBLIC_ONLY,
                                            host -> {
                                                if (host.matches("[0-9.]+")) {
                                                    return InetAddress.getAllByName(host);
                                                }
                                                throw new AssertionError("asked for " + host);
                                            });
                            URI checked = AddressPolicy.PUBLIC_ONLY.check(new URI(address));
                            nobody.resolve(checked.getHost());
                        })
                .isInstanceOf(AddressBlockedException.class)
                .message()
                .startsWith("blocked")
                .doesNotContain("hush");
    }

    @Test
    void privateAddressesAreFineWhereTheyWereAllowedButFilesNever() throws Exception {
        URI inside = new URI("http://localhost:8080/feed");
        assertThat(AddressPolicy.PRIVATE_TOO.check(inside)).isEqualTo(inside);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(AddressPolicy.PRIVATE_TOO.check("localhost", loopback)).isEqualTo(loopback);
        assertThatThrownBy(() -> AddressPolicy.PRIVATE_TOO.check(new URI("file:///etc/passwd")))
                .isInstanceOf(AddressBlockedException.class)
                .hasMessage("blocked 'file:…': only http and https URLs are allowed");
    }
}
