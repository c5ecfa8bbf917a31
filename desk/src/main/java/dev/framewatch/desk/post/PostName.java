package dev.framewatch.desk.post;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What people call a post: the file that was dropped, who posted it, and where. Its texts are a
 * stranger's.
 *
 * @param file name of the dropped file; null if it came from elsewhere
 * @param author displayed name, or empty
 * @param page URL of its page; null if there is none
 * @param platform such as {@code tiktok}
 * @param id ID on the platform
 */
public record PostName(
        @Nullable String file, String author, @Nullable String page, String platform, String id) {
    /** The ID of a file is its SHA-256. */
    private static final int ID_CHARS = 16;

    /** Returns the name of a post. */
    public static PostName of(Post post) {
        URI page = post.page();
        return new PostName(
                file(
                        post.platform(),
                        post.caption(),
                        post.media() instanceof PostMedia.OnDisk(Path path)
                                ? path.toString()
                                : null),
                post.author().name(),
                page == null ? null : page.toString(),
                post.platform(),
                post.id());
    }

    /**
     * Returns the name of the dropped file of a post.
     *
     * @param path path of the file; null if it came from elsewhere, or is not known any more
     * @return null if there is none
     */
    public static @Nullable String file(String platform, String caption, @Nullable String path) {
        if (platform.equals("file") && !caption.isEmpty()) {
            return caption; // where in the folder it was
        }
        return path == null
                ? null
                : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** Returns the file and the author, or what else identifies the post. */
    public String text() {
        if (file != null) {
            return author.isEmpty() ? file : file + " by " + author;
        }
        return author.isEmpty() ? platform + ":" + shortId() : platform + " post by " + author;
    }

    private String shortId() {
        return platform.equals("file") && id.length() > ID_CHARS ? id.substring(0, ID_CHARS) : id;
    }

    /** Returns the text, and the page if there is one. */
    public String textWithPage() {
        return page == null ? text() : text() + ", " + page;
    }
}
