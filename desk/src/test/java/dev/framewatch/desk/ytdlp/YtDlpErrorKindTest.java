package dev.framewatch.desk.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses error messages of several versions of yt-dlp. */
class YtDlpErrorKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[youtube] aaaaaaaaaaa: Private video. Sign in if you've been granted access |"
                        + " PRIVATE",
                "[TikTok] 73: This video is private | PRIVATE",
                "[youtube] aaaaaaaaaaa: Video unavailable | UNAVAILABLE",
                "[youtube] aaaaaaaaaaa: This video has been removed by the uploader | GONE",
                "[youtube] a: Video unavailable. This video is no longer available because the"
                        + " YouTube account associated with this video has been terminated. | GONE",
                "[youtube] a: This content isn’t available, try again later. The current session"
                        + " has been rate-limited by YouTube | TOO_MANY_REQUESTS",
                "[TikTok] 73: Video not available, status code 0 | UNAVAILABLE",
                "[TikTok] 73: Video not available, status code 10204 | UNAVAILABLE",
                "[TikTok] 73: Video not available, status code 10231 | UNAVAILABLE",
                "[TikTok] 73: Your IP address is blocked from accessing this post | BLOCKED",
                "[tiktok:user] anna: TikTok is requiring login for access to this content. Use"
                        + " --cookies for the authentication | LOG_IN",
                "[TikTok] 73: You do not have permission to view this post. Log into an account"
                        + " that has access | LOG_IN",
                "[TikTok] 73: Unable to download webpage: HTTP Error 404: Not Found | UNAVAILABLE",
                "[TikTok] 73: Unable to download webpage: HTTP Error 410: Gone | GONE",
                "[youtube] a: Sign in to confirm you’re not a bot. Use --cookies |"
                        + " TOO_MANY_REQUESTS",
                "[youtube] aaaaaaaaaaa: Sign in to confirm your age. | AGE",
                "[youtube] a: The uploader has not made this video available in your country |"
                        + " COUNTRY",
                "[generic] This video is available in Germany, Austria only | COUNTRY",
                "[Instagram] C1: Requested content is not available, rate-limit reached |"
                        + " TOO_MANY_REQUESTS",
                "[TikTok] 73: This post may not be comfortable for some audiences. Log in for"
                        + " access | LOG_IN",
                "[twitter] 1: NSFW tweet requires authentication. Use --cookies | LOG_IN",
                "[TikTok] 73: Requested format is not available. Use --list-formats | NO_VIDEO",
                "[twitter] 1: No video could be found in this tweet | NO_VIDEO",
                "Unsupported URL: https://example.org/ | UNKNOWN_PAGE",
                "[youtube] a: Premieres in 2 hours | NOT_YET",
                "This video is DRM protected | PROTECTED",
                "Unable to download webpage: HTTP Error 503: Service Unavailable | NETWORK",
                "Unable to download webpage: The read operation timed out | NETWORK",
                "<urlopen error [Errno -2] Name or service not known> | NETWORK",
                "unable to write data: [Errno 28] No space left on device | NO_SPACE",
                "[TikTok] 73: Unable to extract sigi state | OTHER",
            })
    void itsErrorMessagesAreClassified(String said, YtDlpErrorKind complaint) {
        assertThat(YtDlpErrorKind.of(said)).isEqualTo(complaint);
    }

    @Test
    void unknownErrorMessagesAreQuotedWithoutSecretsAndAdvice() {
        String said =
                "ERROR: [TikTok] 73: Unable to extract https://user:pw@example.org/v?sig=abc"
                        + " (caused by KeyError('x')); please report this issue on  https://x.org";
        assertThat(YtDlpErrorLine.redact(YtDlpErrorLine.of(List.of("noise", said))))
                .isEqualTo(
                        "yt-dlp failed: [TikTok] 73: Unable to extract https://…@example.org/v?…");
    }
}
