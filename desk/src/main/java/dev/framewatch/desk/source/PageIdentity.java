package dev.framewatch.desk.source;

import dev.framewatch.desk.post.Post;
import dev.framewatch.file.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identity of a post on the web. URLs of known platforms are recognised, so that a post has the
 * same identity whichever source it came from.
 *
 * @param platform as in {@link Post#platform}
 * @param id as in {@link Post#id}
 */
public record PageIdentity(String platform, String id) {
    private static final int MAX_ID_CHARS = 480;
    private static final String WEB = "web";

    private record Known(String platform, Pattern pattern) {}

    private static final List<Known> PLATFORMS =
            List.of(
                    new Known(
                            "tiktok",
                            Pattern.compile(
                                    "https?://(?:www\\.|m\\.)?tiktok\\.com/@[^/?#]*/(?:video|photo)/(\\d+)/?(?:[?#].*)?")),
                    new Known(
                            "youtube",
                            Pattern.compile(
                                    "https?://(?:www\\.|m\\.)?youtube\\.com/(?:watch\\?(?:[^#]*&)?v=|shorts/)([\\w-]{11})(?![\\w-]).*")),
                    new Known(
                            "youtube",
                            Pattern.compile("https?://youtu\\.be/([\\w-]{11})(?![\\w-]).*")));

    /** Returns the identity of a page, or of a media file without a page. */
    public static PageIdentity of(URI url) {
        String text = url.toString();
        for (Known known : PLATFORMS) {
            Matcher matcher = known.pattern().matcher(text);
            if (matcher.matches()) {
                return new PageIdentity(known.platform(), matcher.group(1));
            }
        }
        return web(text.replaceFirst("#.*", ""));
    }

    /** Returns the identity of an entry that only the feed has a name for. */
    public static PageIdentity web(String name) {
        return new PageIdentity(WEB, shortened(name));
    }

    /** Returns whether it is the identity of a platform, which every source knows. */
    public boolean hasPlatform() {
        return !platform.equals(WEB);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_ID_CHARS
                ? name
                : "sha256:" + Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    }
}
