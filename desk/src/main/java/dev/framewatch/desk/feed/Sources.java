package dev.framewatch.desk.feed;

import dev.framewatch.desk.ytdlp.YtDlp;

/** Opens Sources: the adapters, listed. */
public final class Sources {
    private Sources() {}

    /**
     * The adapter for a Source.
     *
     * @throws SourceFailed when its settings, or the file that describes it, cannot be used
     */
    public static Source open(SourceSettings settings, SourceTools tools) throws SourceFailed {
        return switch (settings.kind()) {
            case FOLDER -> new FolderSource(settings, tools);
            case LIST -> new AddressList(settings);
            case YTDLP ->
                    new YtDlpSource(YtDlpSettings.of(settings), YtDlp.of(tools.environment()));
            case FEED -> new FeedSource(settings, tools);
            case TIKTOK_RESEARCH -> TikTokResearch.open(settings, tools);
            case COMMAND -> CommandSource.open(settings, tools);
        };
    }
}
