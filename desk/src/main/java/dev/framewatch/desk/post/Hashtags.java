package dev.framewatch.desk.post;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds hashtags: those that a feed lists, and those that stand in the caption. */
public final class Hashtags {
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_&])#([\\p{L}\\p{N}\\p{M}_]+)");
    private static final int MAX_HASHTAGS = 100;

    private Hashtags() {}

    /**
     * In the order in which they are found, each once, whatever its case.
     *
     * @param listed with or without the hash sign
     */
    public static List<String> of(List<String> listed, String caption) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(listed);
        Matcher matcher = HASHTAG.matcher(caption);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        for (String tag : all) {
            String plain = tag.strip().replaceFirst("^#", "");
            if (!plain.isEmpty()) {
                found.putIfAbsent(plain.toLowerCase(Locale.ROOT), plain);
            }
        }
        return found.values().stream().limit(MAX_HASHTAGS).toList();
    }
}
