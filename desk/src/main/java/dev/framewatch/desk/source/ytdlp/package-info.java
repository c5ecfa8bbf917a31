/** Input: a page that yt-dlp can list. Output: one post per video. */
@NullMarked
package dev.framewatch.desk.source.ytdlp;

import org.jspecify.annotations.NullMarked;
