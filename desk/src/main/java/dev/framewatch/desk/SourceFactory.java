package dev.framewatch.desk;

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

/** Opens Sources: the adapters, listed. */
public final class SourceFactory {
    private SourceFactory() {}

    /**
     * The adapter for a Source.
     *
     * @throws SourceException when its settings, or the file that describes it, cannot be used
     */
    public static Source open(SourceSettings settings, SourceContext tools) throws SourceException {
        return switch (settings.kind()) {
            case FOLDER -> new FolderSource(settings, tools);
            case LIST -> new UrlListSource(settings);
            case YTDLP ->
                    new YtDlpSource(YtDlpSettings.of(settings), YtDlp.of(tools.environment()));
            case FEED -> new FeedSource(settings, tools);
            case TIKTOK_RESEARCH -> TikTokResearchSource.open(settings, tools);
            case COMMAND -> CommandSource.open(settings, tools);
        };
    }
}
