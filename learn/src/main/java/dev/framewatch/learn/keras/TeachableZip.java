package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.ZipDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zipped model, unpacked to a temporary folder that is deleted on close. Only plain files next to
 * {@code model.json} are extracted, under their base name; sizes declared in the zip are not
 * trusted.
 */
final class TeachableZip implements AutoCloseable {
    private static final long MAX_UNPACKED_BYTES = 512L << 20;
    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_DIRECTORY_BYTES = 1 << 20;

    private final Path folder;

    private TeachableZip(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    static TeachableZip unpack(Path file) throws IOException {
        try {
            ZipDirectory.check(file, MAX_ENTRIES, MAX_DIRECTORY_BYTES);
        } catch (ZipException e) {
            throw new ModelException("%s: %s".formatted(file, e.getMessage()), e);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            String parent = folderOfModel(file, entries);
            TeachableZip unpacked = new TeachableZip(Files.createTempDirectory("framewatch-zip"));
            try {
                unpacked.extract(file, zip, entries, parent);
                return unpacked;
            } catch (IOException | RuntimeException e) {
                unpacked.close();
                throw e;
            }
        } catch (ZipException e) {
            throw new ModelException(
                    file + " is truncated or not a zip file: " + e.getMessage(), e);
        }
    }

    private static String folderOfModel(Path file, List<? extends ZipEntry> entries)
            throws ModelException {
        Set<String> names = entries.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        List<String> models =
                names.stream()
                        .filter(name -> baseName(name).equals(TeachableMachine.MODEL))
                        .toList();
        if (models.size() == 1) {
            String name = models.getFirst();
            return name.substring(0, name.length() - TeachableMachine.MODEL.length());
        }
        if (names.contains("model.weights.h5")) {
            throw new ModelException(
                    file
                            + " is a .keras file of Keras 3; save the model as .h5:"
                            + " model.save('model.h5')");
        }
        if (names.contains("head.onnx")) {
            throw new ModelException(file + " is a target file: copy it to the targets folder");
        }
        throw new ModelException(
                "%s: a zip file must contain one %s, as in Teachable Machine's TensorFlow.js export; this one contains %d"
                        .formatted(file, TeachableMachine.MODEL, models.size()));
    }

    private void extract(Path file, ZipFile zip, List<? extends ZipEntry> entries, String parent)
            throws IOException {
        long remaining = MAX_UNPACKED_BYTES;
        for (ZipEntry entry : entries) {
            String name = baseName(entry.getName());
            boolean sibling = entry.getName().equals(parent + name);
            if (sibling && name.matches("[\\w.-]+\\.(json|bin)")) {
                remaining -= copy(zip, entry, folder.resolve(name), remaining);
                if (remaining <= 0) {
                    throw new ModelException(file + " unpacks to more than 512 MB");
                }
            }
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long limit)
            throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] chunk = new byte[1 << 16];
            long copied = 0;
            for (int read = in.read(chunk); read >= 0 && copied < limit; read = in.read(chunk)) {
                out.write(chunk, 0, read);
                copied += read;
            }
            return copied;
        }
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        DurableFiles.deleteTree(folder);
    }
}
