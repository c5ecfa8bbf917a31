package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileSystemTest {
    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "SMBFS", "9p", "ceph", "fuse.sshfs"})
    void aNetworkFileSystemIsOne(String type) {
        assertThat(NetworkFileSystem.contains(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "apfs", "NTFS"})
    void aLocalFileSystemIsNone(String type) {
        assertThat(NetworkFileSystem.contains(type)).isFalse();
    }

    @Test
    void aFuseFileSystemIsLocalUnlessItIsKnownToUseTheNetwork(@TempDir Path folder)
            throws Exception {
        assertThat(NetworkFileSystem.contains("fuseblk")).isFalse();
        assertThat(NetworkFileSystem.contains("fuse.encfs")).isFalse();
        assertThat(NetworkFileSystem.warning(folder)).isEmpty();
    }
}
