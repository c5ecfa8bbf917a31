package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.http.OutgoingConnections;
import dev.framewatch.file.BoundedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to mail servers, through the outgoing proxy if there is one. */
final class MailConnection {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MAX_CERTIFICATES_BYTES = 4 << 20;

    private MailConnection() {}

    /**
     * Connects. With implicit TLS, the certificate is verified before this returns.
     *
     * @throws IOException if the server is unreachable or its address is blocked
     */
    static Socket open(
            MailServer server, OutgoingConnections connections, SSLSocketFactory certificates)
            throws IOException {
        Socket socket = connections.open(server.host(), server.port(), TIMEOUT);
        try {
            return switch (server.security()) {
                case STARTTLS, NONE -> socket;
                case TLS -> secured(socket, server, certificates);
            };
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
        byte[] certificates = BoundedFile.bytes(Path.of(pem), MAX_CERTIFICATES_BYTES);
        try (InputStream in = new ByteArrayInputStream(certificates)) {
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
