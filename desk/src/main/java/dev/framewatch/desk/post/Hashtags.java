package dev.framewatch.desk.post;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects hashtags, both listed ones and those in the caption. */
public final class Hashtags {
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_&])#([\\p{L}\\p{N}\\p{M}_]+)");
    private static final int MAX_HASHTAGS = 100;

    private Hashtags() {}

    /**
     * Returns the distinct hashtags in order of appearance, ignoring case; at most 100.
     *
     * @param tags with or without the hash sign
     */
    public static List<String> of(List<String> tags, String caption) {
        Map<String, String> unique = new LinkedHashMap<>();
        List<String> candidates = new ArrayList<>(tags);
        Matcher matcher = HASHTAG.matcher(caption);
        while (matcher.find()) {
            candidates.add(matcher.group(1));
        }
        for (String tag : candidates) {
            String name = tag.strip().replaceFirst("^#", "");
            if (!name.isEmpty()) {
                unique.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            }
        }
        return unique.values().stream().limit(MAX_HASHTAGS).toList();
    }
}
