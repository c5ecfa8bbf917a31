/**
 * Runs yt-dlp. Input: the URL of a page, and limits. Output: its metadata, its video on disk, or a
 * classified error; yt-dlp accesses the web through the filtering proxy only.
 */
@NullMarked
package dev.framewatch.desk.ytdlp;

import org.jspecify.annotations.NullMarked;
