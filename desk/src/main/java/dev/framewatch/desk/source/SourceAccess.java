package dev.framewatch.desk.source;

import dev.framewatch.desk.http.ServerHeaders;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.error.InvalidFieldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks of its readers. Secrets are kept in files and environment variables and read
 * for each request; only their places are stored.
 *
 * @param user user name (HTTP Basic); null for none
 * @param password place of the password; null for none
 * @param headers places of the values of further headers, by name
 * @param userAgent value of the User-Agent header; null for Framewatch's own
 */
public record SourceAccess(
        @Nullable String user,
        @Nullable SecretLocation password,
        Map<String, SecretLocation> headers,
        @Nullable String userAgent) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final int MAX_AGENT_CHARS = 500;

    /** Headers that the client itself sets. */
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "user-agent");

    public SourceAccess {
        headers = Map.copyOf(headers);
        if ((user == null) != (password == null)) {
            throw new InvalidFieldException(
                    "user", "a user name needs a password, in an environment variable or a file");
        }
        if (user != null && (user.contains(":") || !isPrintable(user))) {
            throw new InvalidFieldException("user", "a user name must not contain ':'");
        }
        for (String name : headers.keySet()) {
            if (!name.matches(TOKEN) || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new InvalidFieldException(
                        "header", "the header '%s' cannot be set".formatted(name));
            }
        }
        if (userAgent != null
                && (userAgent.length() > MAX_AGENT_CHARS || !isPrintable(userAgent))) {
            throw new InvalidFieldException("userAgent", "the user agent must be one line");
        }
    }

    private static boolean isPrintable(String text) {
        return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns whether requests carry a secret. */
    public boolean carriesSecret() {
        return user != null || !headers.isEmpty();
    }

    /**
     * Returns the headers of a request.
     *
     * @param environment environment variables of this process
     */
    public ServerHeaders headers(Map<String, String> environment) {
        return () -> read(environment);
    }

    private Map<String, String> read(Map<String, String> environment) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, SecretLocation> header : headers.entrySet()) {
            values.put(
                    header.getKey(),
                    header.getValue().read("the header " + header.getKey(), environment));
        }
        if (userAgent != null) {
            values.put("User-Agent", userAgent);
        }
        if (user != null && password != null) {
            String credentials = user + ":" + password.read("the password", environment);
            values.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return values;
    }

    /** Returns a summary without secrets, for users. */
    public String description() {
        List<String> parts = new ArrayList<>();
        if (user != null) {
            parts.add("user " + user);
        }
        headers.keySet().stream().sorted().forEach(name -> parts.add("header " + name));
        if (userAgent != null) {
            parts.add("user agent " + userAgent);
        }
        return String.join(", ", parts);
    }
}
