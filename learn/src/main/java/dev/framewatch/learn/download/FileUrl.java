package dev.framewatch.learn.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a file lies: http or https, without a name and password in it.
 *
 * @param uri with a host
 */
record FileUrl(URI uri) {
    FileUrl {
        boolean web = isScheme(uri, "http") || isScheme(uri, "https");
        if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'"
                            + uri
                            + "' is not an address that can be fetched: it must begin with http://"
                            + " or https:// and hold no password");
        }
    }

    static FileUrl parse(String text) throws DownloadException {
        try {
            return new FileUrl(new URI(text.strip()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadException(
                    e instanceof URISyntaxException
                            ? "'" + text + "' is not an address: " + e.getMessage()
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    /**
     * Where a redirect leads.
     *
     * @param location as the server wrote it
     * @throws DownloadException when it leads out of the web, or from an encrypted to a plain
     *     connection
     */
    FileUrl redirected(String location) throws DownloadException {
        try {
            FileUrl next = new FileUrl(uri.resolve(new URI(location)));
            if (isScheme(uri, "https") && !isScheme(next.uri, "https")) {
                throw new DownloadException(
                        this + " sends on to " + next + ", which is not encrypted: refused");
            }
            return next;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadException(
                    this + " sends on to '" + location + "', which is not followed", e);
        }
    }

    /** The last part of the path as a plain file name. */
    String fileName() {
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
        String short64 = last.substring(Math.max(0, last.length() - 64));
        return short64.isBlank() || short64.startsWith(".") ? "file" + short64 : short64;
    }

    private static boolean isScheme(URI uri, String scheme) {
        return uri.getScheme() != null && uri.getScheme().toLowerCase(Locale.ROOT).equals(scheme);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
