package dev.framewatch.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates folders that only their owner can open, where the file system knows owners. */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /**
     * Creates a folder with its parents, or withdraws all permissions of others on an existing one.
     * A folder that belongs to somebody else is left as it is.
     *
     * @return the folder
     */
    public static Path create(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            return Files.createDirectories(folder);
        }
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
        if (!OWNER.equals(Files.getPosixFilePermissions(folder))) {
            try {
                Files.setPosixFilePermissions(folder, OWNER);
            } catch (FileSystemException e) {
                return folder; // only its owner may change it
            }
        }
        return folder;
    }
}
