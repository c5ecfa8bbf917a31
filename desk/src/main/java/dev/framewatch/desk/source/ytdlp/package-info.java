/** In: a page that yt-dlp can list. Out: a post per video. */
@NullMarked
package dev.framewatch.desk.source.ytdlp;

import org.jspecify.annotations.NullMarked;
