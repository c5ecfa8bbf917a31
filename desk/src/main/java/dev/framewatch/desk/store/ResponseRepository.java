package dev.framewatch.desk.store;

import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.source.SourceResponse;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.JsonNode;

/** Stores the answers to polls as received, once for all posts that came with them. */
public final class ResponseRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public ResponseRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Stores an answer and the posts that came with it; one with the same bytes is kept as it is.
     *
     * @param posts ids of the posts' rows
     */
    public void add(SourceResponse response, Collection<String> posts) {
        ResponseOrigin origin = response.origin();
        String sha256 = Sha256.of(response.body());
        handle.execute(
                "insert into response (sha256, url, status, headers, received_at, body, program,"
                        + " file, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                sha256,
                Objects.requireNonNullElse(origin.url(), ""),
                origin.status(),
                StrictJson.MAPPER.writeValueAsString(new TreeMap<>(origin.headers())),
                origin.receivedAt().toEpochMilli(),
                compress(response.body()),
                origin.program(),
                origin.file(),
                origin.note());
        for (String post : posts) {
            handle.execute("update post set response = ? where id = ?", sha256, post);
        }
    }

    /** Returns the size of all answers on disk, in bytes. */
    public long bytesOnDisk() {
        return handle.createQuery("select coalesce(sum(length(body)), 0) from response")
                .mapTo(Long.class)
                .one();
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
        String url = row.getString("url");
        ResponseOrigin origin =
                new ResponseOrigin(
                        url.isEmpty() ? null : url,
                        row.getInt("status"),
                        headers,
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getString("program"),
                        row.getString("file"),
                        row.getString("note"));
        return new StoredResponse(
                row.getString("sha256"),
                origin,
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
