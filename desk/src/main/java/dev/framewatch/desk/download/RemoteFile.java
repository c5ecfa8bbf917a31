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
 * @param url of http or https, without a name and password in it
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

    /** Returns the last part of the path as a plain file name. */
    String fileName() {
        String path = Objects.requireNonNullElse(url.getPath(), "");
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
        String name = last.substring(Math.max(0, last.length() - MAX_NAME_CHARS));
        return name.isBlank() || name.startsWith(".") ? "file" + name : name;
    }

    /** Returns a folder name of its own for each address. */
    String folderName() {
        return Sha256.of(key().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** Returns what tells it from other files: the address, secrets included. */
    String key() {
        return url.toString();
    }

    /** Returns the address as people are shown it. */
    @Override
    public String toString() {
        return RedactedUrl.of(url);
    }
}
