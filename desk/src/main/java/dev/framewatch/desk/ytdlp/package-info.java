/**
 * In: the address of a page, and limits. Out: what yt-dlp says of it, or its video on disk, or what
 * went wrong in plain words; yt-dlp reaches the web through the guarded proxy only.
 */
@NullMarked
package dev.framewatch.desk.ytdlp;

import org.jspecify.annotations.NullMarked;
