package dev.framewatch.desk.source.command;

import dev.framewatch.desk.post.Post;
import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Time of a command's last successful run, and the posts it returned recently, so that files it
 * produces again are not stored again. Text format: the time in milliseconds, then prefixes of the
 * SHA-256s of post keys, newest first, one per line.
 */
record CommandCursor(Instant since, Set<String> recentKeys) {
    private static final int MAX_KEYS = 2_000;
    private static final int KEY_DIGITS = 12;

    static CommandCursor parse(String text) {
        List<String> lines = text.lines().toList();
        boolean valid = !lines.isEmpty() && lines.getFirst().matches("-?\\d{1,15}");
        return valid
                ? new CommandCursor(
                        Instant.ofEpochMilli(Long.parseLong(lines.getFirst())),
                        new LinkedHashSet<>(lines.subList(1, lines.size())))
                : new CommandCursor(Instant.EPOCH, Set.of());
    }

    boolean contains(Post post) {
        return recentKeys.contains(shortKey(post));
    }

    /** Returns the cursor after a run. */
    String next(Instant began, List<Post> posts) {
        Set<String> keys = new LinkedHashSet<>();
        posts.forEach(post -> keys.add(shortKey(post)));
        keys.addAll(recentKeys);
        List<String> lines = new ArrayList<>();
        lines.add(Long.toString(began.toEpochMilli()));
        keys.stream().limit(MAX_KEYS).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String shortKey(Post post) {
        return Sha256.of(post.key().getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
    }
}
