package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.UserPrompt;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.learn.service.PublishedModels;
import dev.framewatch.learn.service.PublishedWeights;
import dev.framewatch.model.Model;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers to download a model that a command needs from its publisher. */
final class PublishedModelOffer {
    private final Framewatch framewatch;
    private final UserPrompt prompt;
    private final PublishedModels published;
    private final boolean allowPrivate;

    PublishedModelOffer(Framewatch framewatch) {
        this(
                framewatch,
                UserPrompt.on(framewatch.console()),
                new PublishedModels(framewatch.home(), framewatch.models()),
                false);
    }

    PublishedModelOffer(
            Framewatch framewatch,
            UserPrompt prompt,
            PublishedModels published,
            boolean allowPrivate) {
        this.framewatch = framewatch;
        this.prompt = prompt;
        this.published = published;
        this.allowPrivate = allowPrivate;
    }

    /**
     * Downloads a model if it is missing, is published and the user agrees.
     *
     * @param id the model; null if the command names none
     * @param agreed whether the user agreed on the command line
     * @throws NotFoundException if the user does not agree
     */
    void obtain(@Nullable String id, boolean agreed) throws IOException {
        Optional<PublishedWeights> missing = id == null ? Optional.empty() : published.missing(id);
        if (missing.isEmpty()) {
            return;
        }
        PublishedWeights weights = missing.get();
        String absent = "'%s' is not installed: %s".formatted(weights.id(), weights.offer());
        if (!agreed && !prompt.agrees(absent + ". Download it now?")) {
            throw new NotFoundException(
                    absent
                            + "; to download it: framewatch models fetch "
                            + weights.id()
                            + "; from a file: framewatch models import FILE --as "
                            + weights.id());
        }
        Model model;
        try (ScreenProgress progress = ScreenProgress.on(framewatch.console());
                WebDownloader downloader = new WebDownloader(framewatch, allowPrivate, progress)) {
            model = published.fetch(weights, downloader, progress);
        }
        framewatch.console().note("%s is ready: %s".formatted(model.id(), model.origin()));
    }
}
