/** Input: a query for TikTok's Research API. Output: one post per video found. */
@NullMarked
package dev.framewatch.desk.source.tiktok;

import org.jspecify.annotations.NullMarked;
