package dev.framewatch.desk.alert.send;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * GreenMail, which knows no STARTTLS, behind a door that does: what is said in the open is answered
 * here, what is said in private is handed on.
 */
final class SecureMailServer implements AutoCloseable {
    static final String USER = "desk";
    static final String PASSWORD = "hush-hush";

    private final GreenMail behind;
    private final ServerSocket door;
    private final SSLContext context;
    private final Path certificate;
    private final boolean offersTls;
    private final List<String> saidInTheOpen = new CopyOnWriteArrayList<>();

    /**
     * @param name that its certificate bears
     * @param offersTls whether it offers STARTTLS at all
     */
    SecureMailServer(Path folder, String name, boolean offersTls) throws Exception {
        this.offersTls = offersTls;
        behind = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        behind.start();
        behind.setUser("desk@example.org", USER, PASSWORD);
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        KeyPair pair = keys.generateKeyPair();
        X509Certificate signed = signed(pair, name);
        certificate = folder.resolve("ca.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(signed.getEncoded())));
        context = context(pair, signed);
        door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @SuppressWarnings("JavaUtilDate")
    private static X509Certificate signed(KeyPair pair, String name) throws Exception {
        X500Name who = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        who,
                        BigInteger.ONE,
                        Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                        Date.from(Instant.parse("2120-01-01T00:00:00Z")),
                        who,
                        pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate())));
    }

    private static SSLContext context(KeyPair pair, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "it", pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return door.getLocalPort();
    }

    String certificate() {
        return certificate.toString();
    }

    List<String> saidInTheOpen() {
        return List.copyOf(saidInTheOpen);
    }

    MimeMessage[] received() {
        return behind.getReceivedMessages();
    }

    /** As somebody would who speaks TLS from the start: no word in the open. */
    SecureMailServer privateFromTheStart() {
        fromTheStart = true;
        return this;
    }

    /** Answers every attempt to sign in with a reply of its own. */
    void refusesSignIn(String reply) {
        refusal = reply;
    }

    private volatile boolean fromTheStart;
    private volatile String refusal = "";

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            if (fromTheStart || talkInTheOpen(caller)) {
                SSLSocket secured =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(caller, "client", caller.getPort(), true);
                secured.setUseClientMode(false);
                secured.startHandshake();
                if (refusal.isEmpty()) {
                    handOn(secured);
                } else {
                    refuse(secured);
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private boolean talkInTheOpen(Socket caller) throws IOException {
        say(caller, "220 the door");
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            saidInTheOpen.add(line);
            String word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("EHLO")) {
                say(caller, offersTls ? "250-the door\r\n250 STARTTLS" : "250 the door");
            } else if (word.startsWith("STARTTLS")) {
                say(caller, "220 go on");
                return true;
            } else {
                say(caller, word.startsWith("QUIT") ? "221 bye" : "530 not in the open");
            }
        }
        return false;
    }

    private void refuse(Socket caller) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            boolean greets = line.toUpperCase(Locale.ROOT).startsWith("EHLO");
            say(caller, greets ? "250-the door\r\n250 AUTH LOGIN" : refusal);
        }
    }

    private static void say(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void handOn(Socket caller) throws IOException {
        try (Socket inner =
                new Socket(InetAddress.getLoopbackAddress(), behind.getSmtp().getPort())) {
            if (!fromTheStart) {
                swallowGreeting(inner.getInputStream());
            }
            Thread back = Thread.ofVirtual().start(() -> copy(inner, caller));
            copy(caller, inner);
            back.interrupt();
        }
    }

    private static void swallowGreeting(InputStream in) throws IOException {
        int c;
        do {
            c = in.read();
        } while (c >= 0 && c != '\n');
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        behind.stop();
    }
}
