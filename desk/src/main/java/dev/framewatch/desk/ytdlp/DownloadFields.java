package dev.framewatch.desk.ytdlp;

import dev.framewatch.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Cuts the fields about the download out of yt-dlp's JSON: they may contain cookies, and signed
 * addresses with that of this machine. Every other byte is left as it is.
 *
 * @param json the JSON, in which the value of each cut field is {@code "…"}
 * @param cut names of the cut fields, sorted
 */
public record DownloadFields(byte[] json, Set<String> cut) {
    /** Fields about the download rather than the post. */
    static final Set<String> NAMES =
            Set.of(
                    "formats",
                    "requested_formats",
                    "requested_downloads",
                    "requested_subtitles",
                    "http_headers",
                    "cookies",
                    "fragments",
                    "fragment_base_url",
                    "manifest_url",
                    "automatic_captions",
                    "subtitles",
                    "heatmap",
                    "filename",
                    "_filename",
                    "_format_sort_fields",
                    "epoch");

    /** Those that say nothing about anybody; the time at which yt-dlp read the page is one. */
    private static final Set<String> HARMLESS = Set.of("epoch", "heatmap", "_format_sort_fields");

    private static final byte[] ELLIPSIS = "\"…\"".getBytes(StandardCharsets.UTF_8);

    /** A value to cut, from its first byte to the one after its last. */
    private record Span(String field, int start, int end) {}

    /** Returns a note on what was cut, for users; empty if nothing was. */
    public String note() {
        return cut.isEmpty()
                ? ""
                : "the values of these fields were cut: " + String.join(", ", cut);
    }

    /**
     * Cuts the fields out of a complete JSON text.
     *
     * @throws JacksonException if it is not JSON
     */
    public static DownloadFields cutOutOf(byte[] json) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = StrictJson.MAPPER.createParser(json)) {
            parser.nextToken();
            new Reader(parser, spans).value(true);
        }
        spans.sort(Comparator.comparingInt(Span::start));
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
        Set<String> cut = new TreeSet<>();
        int position = 0;
        for (Span span : spans) {
            out.write(json, position, span.start - position);
            out.writeBytes(ELLIPSIS);
            position = span.end;
            cut.add(span.field);
        }
        out.write(json, position, json.length - position);
        return new DownloadFields(out.toByteArray(), cut);
    }

    /** Reads values and notes what is to be cut; the depth of JSON is limited. */
    private record Reader(JsonParser parser, List<Span> spans) {
        /**
         * Reads the current value.
         *
         * @param video whether an object, or each one of a list, is a video or a list of videos
         */
        void value(boolean video) {
            switch (parser.currentToken()) {
                case START_OBJECT -> object(video);
                case START_ARRAY -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        value(video);
                    }
                }
                default -> {
                    // a text, a number or the like
                }
            }
        }

        private void object(boolean video) {
            Span url = null;
            boolean link = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.VALUE_NULL) {
                    continue;
                }
                if (isCut(name) || (video && name.startsWith("__"))) {
                    spans.add(span(name));
                } else if (video && name.equals("url")) {
                    url = span(name);
                } else if (video && name.equals("_type")) {
                    link = parser.getString().startsWith("url");
                } else {
                    value(video && name.equals("entries"));
                }
            }
            if (url != null && !link) {
                spans.add(url);
            }
        }

        private static boolean isCut(String name) {
            return NAMES.contains(name) && !HARMLESS.contains(name);
        }

        private Span span(String field) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.getString();
            return new Span(field, start, (int) parser.currentLocation().getByteOffset());
        }
    }
}
