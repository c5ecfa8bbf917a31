/** In: a query for TikTok's Research API. Out: a post per video found. */
@NullMarked
package dev.framewatch.desk.source.tiktok;

import org.jspecify.annotations.NullMarked;
