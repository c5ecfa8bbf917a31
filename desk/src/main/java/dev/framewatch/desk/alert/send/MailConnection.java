package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.http.AddressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to mail servers, only to permitted addresses. */
final class MailConnection {
    private static final int TIMEOUT_MILLIS = 30_000;

    private MailConnection() {}

    /**
     * Connects. With implicit TLS, the certificate is verified before this returns.
     *
     * @throws IOException if the server is unreachable or its address is blocked
     */
    static Socket open(MailServer server, AddressPolicy policy, SSLSocketFactory certificates)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address(server, policy), server.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return switch (server.security()) {
                case STARTTLS, NONE -> socket;
                case TLS -> secured(socket, server, certificates);
            };
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Checks all addresses of a host name; the name is kept for certificate verification. */
    private static InetAddress address(MailServer server, AddressPolicy policy) throws IOException {
        InetAddress[] found = InetAddress.getAllByName(server.host());
        for (InetAddress address : found) {
            policy.check(server.host(), address);
        }
        return InetAddress.getByAddress(server.host(), found[0].getAddress());
    }

    private static Socket secured(Socket plain, MailServer server, SSLSocketFactory certificates)
            throws IOException {
        SSLSocket socket =
                (SSLSocket) certificates.createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /**
     * Returns a socket factory that trusts the certificates of a PEM file, or the Java defaults.
     *
     * @throws IOException if the file contains no certificates
     */
    static SSLSocketFactory socketFactory(@Nullable String pem) throws IOException {
        if (pem == null) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try (InputStream in = Files.newInputStream(Path.of(pem))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority" + count++, certificate);
            }
            if (count == 0) {
                throw new IOException(pem + ": contains no certificates");
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + ": not a PEM file of certificates", e);
        }
    }
}
