package dev.framewatch.desk.download;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.file.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A file on a server.
 *
 * @param url HTTP or HTTPS URL without user name and password
 */
record RemoteFile(URI url) {
    private static final int MAX_NAME_CHARS = 64;

    static RemoteFile parse(String text) throws DownloadException {
        try {
            return new RemoteFile(UrlParser.of(text));
        } catch (AddressBlockedException e) {
            throw new DownloadException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the last segment of the path as a plain file name. */
    String fileName() {
        String path = Objects.requireNonNullElse(url.getPath(), "");
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
        String name = last.substring(Math.max(0, last.length() - MAX_NAME_CHARS));
        return name.isBlank() || name.startsWith(".") ? "file" + name : name;
    }

    /** Returns a folder name that is unique to the URL. */
    String folderName() {
        return Sha256.of(key().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** Returns the identity of the file: its URL, including secrets. */
    String key() {
        return url.toString();
    }

    /** Returns the redacted URL. */
    @Override
    public String toString() {
        return RedactedUrl.of(url);
    }
}
