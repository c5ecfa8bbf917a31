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
 * When a command last succeeded, and which Posts it has brought lately, so that files that it
 * brings again are not kept again. One line each: the time in milliseconds, then the beginnings of
 * the SHA-256s of keys, newest first.
 */
record CommandCursor(Instant since, Set<String> recentKeys) {
    private static final int MAX_KEYS = 2_000;
    private static final int KEY_DIGITS = 12;

    static CommandCursor parse(String text) {
        List<String> lines = text.lines().toList();
        boolean sound = !lines.isEmpty() && lines.getFirst().matches("-?\\d{1,15}");
        return sound
                ? new CommandCursor(
                        Instant.ofEpochMilli(Long.parseLong(lines.getFirst())),
                        new LinkedHashSet<>(lines.subList(1, lines.size())))
                : new CommandCursor(Instant.EPOCH, Set.of());
    }

    boolean contains(Post post) {
        return recentKeys.contains(shortKey(post));
    }

    /** The cursor after a run that began at a time and brought Posts. */
    String next(Instant began, List<Post> brought) {
        Set<String> all = new LinkedHashSet<>();
        brought.forEach(post -> all.add(shortKey(post)));
        all.addAll(recentKeys);
        List<String> lines = new ArrayList<>();
        lines.add(Long.toString(began.toEpochMilli()));
        all.stream().limit(MAX_KEYS).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String shortKey(Post post) {
        return Sha256.of(post.key().getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
    }
}
