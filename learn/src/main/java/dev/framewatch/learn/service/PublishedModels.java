package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.home.Home;
import dev.framewatch.learn.keras.KerasImport.ImportOptions;
import dev.framewatch.learn.service.ModelService.Downloaded;
import dev.framewatch.learn.service.ModelService.Downloader;
import dev.framewatch.learn.service.ModelService.ImportRequest;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches models from the servers of their publishers, who state a size and an MD5 digest. The
 * SHA-256 of the first accepted download is kept beside the imported models, so that later ones
 * must be the same file.
 */
public final class PublishedModels {
    private static final int MAX_PIN_BYTES = 1 << 12;
    private static final Pattern SHA256 = Pattern.compile("([0-9a-f]{64})\\s");

    private final Home home;
    private final ModelStore models;
    private final List<PublishedWeights> published;

    public PublishedModels(Home home, ModelStore models) {
        this(home, models, List.of(PublishedWeights.VGG16));
    }

    public PublishedModels(Home home, ModelStore models, List<PublishedWeights> published) {
        this.home = home;
        this.models = models;
        this.published = List.copyOf(published);
    }

    /** Returns the weights that would provide a model, unless there is one with this ID. */
    public Optional<PublishedWeights> missing(String id) throws IOException {
        if (models.models().stream().map(Model::id).anyMatch(id::equals)) {
            return Optional.empty();
        }
        return published.stream().filter(weights -> weights.id().equals(id)).findFirst();
    }

    /**
     * Downloads weights and imports them as a model.
     *
     * @throws UnavailableException if they cannot be downloaded now
     * @throws RefusedException if what was downloaded is not the published file, or not the one of
     *     the first time
     */
    public Model fetch(PublishedWeights weights, Downloader downloader, ProgressListener progress)
            throws IOException {
        try (Downloaded downloaded = download(weights, downloader)) {
            ImportRequest request =
                    new ImportRequest(
                            downloaded.file().toString(),
                            weights.id(),
                            downloaded.sha256(),
                            true,
                            new ImportOptions(weights.id(), List.of(), List.of()),
                            null);
            return Objects.requireNonNull(
                    new ModelService(home, models)
                            .importModel(request, downloader, progress)
                            .model());
        }
    }

    /**
     * Downloads weights without importing them; the caller closes the result. Throws as {@link
     * #fetch} does.
     */
    public Downloaded download(PublishedWeights weights, Downloader downloader) throws IOException {
        Path pin = home.models().resolve(weights.id() + ".sha256");
        String pinned = pinned(pin);
        Downloaded downloaded = downloader.download(weights.url(), pinned);
        try {
            weights.require(downloaded.file());
            if (pinned == null) {
                Files.createDirectories(home.models());
                AtomicFile.write(
                        pin,
                        "%s  %s\n"
                                .formatted(downloaded.sha256(), downloaded.file().getFileName())
                                .getBytes(StandardCharsets.UTF_8));
            }
            return downloaded;
        } catch (IOException | RuntimeException e) {
            downloaded.close();
            throw e;
        }
    }

    /** Returns the SHA-256 of the first download; null before it. */
    private static @Nullable String pinned(Path pin) throws IOException {
        if (!Files.exists(pin)) {
            return null;
        }
        Matcher digest = SHA256.matcher(BoundedFile.text(pin, MAX_PIN_BYTES));
        if (!digest.lookingAt()) {
            throw new RefusedException(
                    pin
                            + " does not begin with a SHA-256 digest, but keeps that of the first"
                            + " download; delete it to accept the next download");
        }
        return digest.group(1);
    }
}
