package dev.framewatch.desk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises network file systems, on which SQLite's write-ahead log is unsafe: it needs memory
 * shared between all processes that use the database.
 */
public final class NetworkFileSystem {
    private static final Set<String> TYPES =
            Set.of(
                    "9p",
                    "afpfs",
                    "afs",
                    "beegfs",
                    "ceph",
                    "cifs",
                    "davfs",
                    "glusterfs",
                    "gpfs",
                    "lustre",
                    "ncpfs",
                    "nfs",
                    "nfs3",
                    "nfs4",
                    "smb2",
                    "smb3",
                    "smbfs",
                    "webdav");

    /** Those that programs provide; other FUSE file systems, such as NTFS, are local. */
    private static final Set<String> FUSE_TYPES =
            Set.of(
                    "davfs2",
                    "gcsfuse",
                    "glusterfs",
                    "goofys",
                    "juicefs",
                    "mount.davfs",
                    "rclone",
                    "s3fs",
                    "smbnetfs",
                    "sshfs");

    private NetworkFileSystem() {}

    /** Returns a warning for users if a folder is on a network file system. */
    public static Optional<String> warning(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type();
        return contains(type)
                ? Optional.of(
                        "%s is on a network file system (%s), where the database can be damaged;"
                                        .formatted(folder, type)
                                + " move the home folder to a local disk")
                : Optional.empty();
    }

    /**
     * Returns whether a type of file system is one of the network.
     *
     * @param type as the operating system names it
     */
    static boolean contains(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return name.startsWith("fuse.")
                ? FUSE_TYPES.contains(name.substring("fuse.".length()))
                : TYPES.contains(name);
    }
}
