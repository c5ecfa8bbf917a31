package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressPolicy;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Kinds of yt-dlp errors, classified by their message. Sites phrase the same error differently; the
 * first matching kind wins, so specific kinds precede general ones.
 */
public enum YtDlpErrorKind {
    /** yt-dlp is missing or too old; nothing was requested. */
    NO_PROGRAM("(?!)", "yt-dlp is missing"),
    /** A private address, blocked by the filtering proxy. */
    REFUSED(
            "not allowed by ruleset|file:// urls are explicitly disabled"
                    + "|redirection to url .* is not allowed",
            "its URL is on " + AddressPolicy.PRIVATE_RANGES + ", or not a web URL"),
    TOO_MANY_REQUESTS(
            "http error 429|too many requests|rate.?limit|not a bot|try again later|captcha",
            "the site limits the request rate"),
    /** TikTok says it to an address or a region, and also of some deleted posts. */
    BLOCKED(
            "ip address is blocked|ip (address )?(was|has been|is) (banned|blocked)",
            "the site blocks the network address of this machine"),
    PRIVATE(
            "private video|is private|account is private|private account|friends.only",
            "it is private"),
    AGE(
            "confirm your age|age.restricted|inappropriate for some users|age verification",
            "it is age-restricted"),
    COUNTRY(
            "your country|geo.?restrict|from your location|your region|available in [a-z ,]+ only",
            "it is not available in this country"),
    PROTECTED("\\bdrm\\b", "it is protected by DRM"),
    /** Deleted: only where the platform says so. */
    GONE(
            "http error 410|has been removed|been deleted|was deleted|no longer available|no longer"
                    + " exist|does not exist|isn.t available anymore|account.*terminated|couldn.t"
                    + " find this account|user not found",
            "it no longer exists"),
    /** Deleted, blocked, rate-limited or not there yet: the platform does not say which. */
    UNAVAILABLE(
            "http error 404|video unavailable|not available, status|video (is )?not available"
                    + "|isn.t available",
            "the site did not hand it out and did not say why: it may be blocked, limited or"
                    + " deleted"),
    LOG_IN(
            "\\blog ?in(to)?\\b|\\bsign in\\b|--cookies|registered users|authentication|http error"
                    + " 401|members.only|subscribers",
            "it requires a login; a source can name the browser whose"
                    + " cookies to use (cookies_from_browser)"),
    NOT_YET(
            "premieres in|will begin in|live event (will|has not)|is upcoming",
            "it has not been broadcast yet"),
    NO_VIDEO(
            "requested format is not available|there is no video|no video formats found"
                    + "|no video could be found|no media found",
            "it contains no video"),
    UNKNOWN_PAGE(
            "unsupported url|no suitable extractor|is not a valid url",
            "yt-dlp found no video on this page"),
    FORBIDDEN("http error 403", "the server denied access (403)"),
    NO_SPACE("no space left", "the disk is full"),
    NETWORK(
            "timed out|timeout|connection|unreachable|name or service not known|getaddrinfo|socks"
                    + "|http error 5\\d\\d|incomplete|bytes read|bytes, expected|fragment \\d+ not"
                    + " found|smaller than expected|remote end closed|ssl|eof occurred",
            "the connection failed or the server had an error"),
    /** Longer than the limit, or endless. */
    TOO_LONG("(?!)", "it is too long"),
    TOO_LARGE("(?!)", "it is too large"),
    OUT_OF_TIME("(?!)", "it took too long"),
    /** Any other error, most often because a site has changed. */
    OTHER("", "yt-dlp failed");

    private final Pattern pattern;
    private final String description;

    YtDlpErrorKind(String pattern, String description) {
        this.pattern = Pattern.compile(pattern);
        this.description = description;
    }

    /** Classifies a message of yt-dlp. */
    static YtDlpErrorKind of(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (YtDlpErrorKind kind : values()) {
            if (kind.pattern.matcher(lower).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Returns the user-facing description. */
    String description() {
        return description;
    }
}
