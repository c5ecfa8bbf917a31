package dev.framewatch.desk.store;

import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.JsonNode;

/** Stores the answers of servers as received, once for all posts that came with them. */
public final class ResponseRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public ResponseRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Stores a response and the posts that came with it; one with the same bytes is kept as it is.
     *
     * @param posts ids of the posts' rows
     */
    public void add(WebResponse response, Collection<String> posts) {
        String sha256 = Sha256.of(response.body());
        handle.execute(
                "insert into response (sha256, url, status, headers, received_at, body)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                sha256,
                response.url().toString(),
                response.status(),
                headers(response),
                response.receivedAt().toEpochMilli(),
                compress(response.body()));
        for (String post : posts) {
            handle.execute("update post set response = ? where id = ?", sha256, post);
        }
    }

    /** Cookies may grant access, and nothing can be shown with them. */
    private static String headers(WebResponse response) {
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.remove("set-cookie");
        return StrictJson.MAPPER.writeValueAsString(headers);
    }

    /** Returns the response in which a post came; empty if none was kept. */
    public Optional<StoredResponse> ofPost(String post) {
        return handle.createQuery(
                        """
                        select response.*, coalesce(listed_metadata, metadata) as entry
                        from post join response on response.sha256 = post.response
                        where post.id = ?\
                        """)
                .bind(0, post)
                .map(ResponseRepository::read)
                .findOne();
    }

    /**
     * Deletes the responses of which no post is left.
     *
     * @return number of responses
     */
    public int deleteOrphans() {
        return handle.execute(
                "delete from response where not exists (select 1 from post where post.response ="
                        + " response.sha256)");
    }

    private static StoredResponse read(ResultSet row, StatementContext context)
            throws SQLException {
        Map<String, String> headers = new TreeMap<>();
        JsonNode json = StrictJson.MAPPER.readTree(row.getString("headers"));
        json.forEachEntry((name, value) -> headers.put(name, value.asString("")));
        return new StoredResponse(
                row.getString("sha256"),
                row.getString("url"),
                row.getInt("status"),
                headers,
                Instant.ofEpochMilli(row.getLong("received_at")),
                decompress(row.getBytes("body")),
                row.getString("entry"));
    }

    private static byte[] compress(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] decompress(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
