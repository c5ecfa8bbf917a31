package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressPolicy;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What yt-dlp complains of, told from the words it uses. Sites word the same matter in many ways;
 * the first kind that fits is taken, so what is special comes before what is general.
 */
public enum YtDlpErrorKind {
    /** No yt-dlp, or one that is too old; nothing was asked. */
    NO_PROGRAM("(?!)", "yt-dlp is missing"),
    /** An address inside, which the guarded proxy refused. */
    REFUSED(
            "not allowed by ruleset|file:// urls are explicitly disabled"
                    + "|redirection to url .* is not allowed",
            "it leads into " + AddressPolicy.PRIVATE_RANGES + ", or not to the web"),
    TOO_MANY_REQUESTS(
            "http error 429|too many requests|rate.?limit|not a bot|ip address is blocked",
            "the site says that it was asked too often"),
    PRIVATE(
            "private video|is private|account is private|private account|friends.only",
            "it is private"),
    AGE(
            "confirm your age|age.restricted|inappropriate for some users|age verification",
            "the site shows it only to people whose age it knows"),
    COUNTRY(
            "your country|geo.?restrict|from your location|your region|available in [a-z ,]+ only",
            "the site does not show it in this country"),
    PROTECTED("\\bdrm\\b", "it is protected against copying (DRM)"),
    GONE(
            "http error 404|http error 410|video unavailable|not available, status|video (is )?not"
                    + " available|has been removed|been deleted|no longer available|no longer"
                    + " exist|does not exist|isn.t available|account.*terminated|couldn.t find this"
                    + " account|user not found",
            "it is there no more"),
    LOG_IN(
            "\\blog ?in\\b|\\bsign in\\b|--cookies|registered users|authentication|http error"
                    + " 401|members.only|subscribers",
            "the site shows it only to those who are logged in; a source can name the browser whose"
                    + " cookies to use (cookies-from-browser)"),
    NOT_YET(
            "premieres in|will begin in|live event (will|has not)|is upcoming",
            "it has not been broadcast yet"),
    NO_VIDEO(
            "requested format is not available|there is no video|no video formats found"
                    + "|no video could be found|no media found",
            "there is no video in it"),
    UNKNOWN_PAGE(
            "unsupported url|no suitable extractor|is not a valid url",
            "yt-dlp finds no video on this page"),
    FORBIDDEN("http error 403", "the server forbids it (403)"),
    NO_SPACE("no space left", "the disk is full"),
    NETWORK(
            "timed out|timeout|connection|unreachable|name or service not known|getaddrinfo|socks"
                    + "|http error 5\\d\\d|incomplete|bytes read|bytes, expected|fragment \\d+ not"
                    + " found|smaller than expected|remote end closed|ssl|eof occurred",
            "the connection broke or the server was in trouble"),
    /** Longer than the limit, or without an end. */
    TOO_LONG("(?!)", "it is too long"),
    TOO_LARGE("(?!)", "it is too large"),
    OUT_OF_TIME("(?!)", "it took too long"),
    /** Anything else, most often a site that has changed. */
    OTHER("", "yt-dlp failed");

    private final Pattern pattern;
    private final String description;

    YtDlpErrorKind(String words, String sentence) {
        this.pattern = Pattern.compile(words);
        this.description = sentence;
    }

    /** The kind of something yt-dlp said. */
    static YtDlpErrorKind of(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        for (YtDlpErrorKind complaint : values()) {
            if (complaint.pattern.matcher(lower).find()) {
                return complaint;
            }
        }
        return OTHER;
    }

    /** In plain words. */
    String description() {
        return description;
    }
}
