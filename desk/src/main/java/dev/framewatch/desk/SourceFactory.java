package dev.framewatch.desk;

import dev.framewatch.desk.source.PlausibleDates;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.command.CommandSource;
import dev.framewatch.desk.source.feed.FeedSource;
import dev.framewatch.desk.source.folder.FolderSource;
import dev.framewatch.desk.source.list.UrlListSource;
import dev.framewatch.desk.source.tiktok.TikTokResearchSource;
import dev.framewatch.desk.source.ytdlp.YtDlpSettings;
import dev.framewatch.desk.source.ytdlp.YtDlpSource;
import dev.framewatch.desk.ytdlp.YtDlp;

/** Creates the adapter for each kind of source. */
public final class SourceFactory {
    private SourceFactory() {}

    /**
     * Opens the adapter for a source.
     *
     * @param settings settings of the source
     * @param tools HTTP clients, work folder, clock and environment for the adapter
     * @return the adapter
     * @throws SourceException if the settings, or the file they refer to, are invalid
     */
    public static Source open(SourceSettings settings, SourceContext tools) throws SourceException {
        return new PlausibleDates(adapter(settings, tools), tools.clock());
    }

    private static Source adapter(SourceSettings settings, SourceContext tools)
            throws SourceException {
        return switch (settings.kind()) {
            case FOLDER -> new FolderSource(settings, tools);
            case LIST -> new UrlListSource(settings);
            case YTDLP ->
                    new YtDlpSource(
                            YtDlpSettings.of(settings),
                            YtDlp.of(tools.environment()),
                            tools.clock());
            case FEED -> new FeedSource(settings, tools);
            case TIKTOK_RESEARCH -> TikTokResearchSource.open(settings, tools);
            case COMMAND -> CommandSource.open(settings, tools);
        };
    }
}
