package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.ZipDirectory;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The cached files of packages in one zip, which takes models to a computer without a connection.
 * The same files give the same bytes. When a bundle is installed, every file must be the one that
 * the catalogue pins, so that it does not matter who wrote or sent it.
 */
final class ModelBundle {
    private static final int MAX_FILES = 1000;
    private static final long MAX_DIRECTORY_BYTES = 1 << 20;
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final List<Model> catalogue;
    private final PackageCache cache;

    ModelBundle(List<Model> catalogue, PackageCache cache) {
        this.catalogue = catalogue;
        this.cache = cache;
    }

    /**
     * Writes all packages that are complete in the cache.
     *
     * @return the written packages
     * @throws ModelException if there is none
     */
    List<NpmPackage> write(Path file) throws IOException {
        List<NpmPackage> complete = new ArrayList<>();
        for (NpmPackage one : packages()) {
            if (cache.isComplete(one)) {
                complete.add(one);
            }
        }
        if (complete.isEmpty()) {
            throw new ModelException(
                    "there is no downloaded model to write into " + file + "; fetch models first");
        }
        AtomicFile.write(file, out -> write(complete, out));
        return complete;
    }

    private void write(List<NpmPackage> complete, OutputStream out) throws IOException {
        StringBuilder sums = new StringBuilder();
        ZipOutputStream zip = new ZipOutputStream(out);
        add(zip, "MODELS.txt", description(complete));
        for (NpmPackage one : complete) {
            for (PackageFile packed : cache.filesOf(one)) {
                String name = entry(one, packed);
                begin(zip, name);
                Files.copy(cache.file(one, packed), zip);
                sums.append(packed.sha256()).append("  ").append(name).append('\n');
            }
        }
        add(zip, "SHA256SUMS", sums.toString());
        zip.finish();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        begin(zip, name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
    }

    /** Returns the names, authors and licences of the models, for whoever opens the zip. */
    private String description(List<NpmPackage> complete) {
        StringBuilder text =
                new StringBuilder("Models of Framewatch, as their packages hold them\n");
        for (Model model : catalogue) {
            if (model.source() instanceof Model.Packaged packaged
                    && complete.contains(packaged.npm())) {
                text.append(
                        "\n%s\n  %s\n  licence: %s\n  package: %s\n"
                                .formatted(
                                        model.id(),
                                        model.origin(),
                                        model.licence(),
                                        packaged.npm().spec()));
            }
        }
        return text.toString();
    }

    /**
     * Puts the packages of a bundle into the cache, replacing altered files.
     *
     * @return the installed packages
     * @throws ModelException if the file is not a bundle, lacks a file of a package, or holds one
     *     that is not the pinned one; the cache is then unchanged as far as that package goes
     */
    List<NpmPackage> install(Path file, ProgressListener progress) throws IOException {
        List<NpmPackage> installed = new ArrayList<>();
        try {
            ZipDirectory.check(file, MAX_FILES, MAX_DIRECTORY_BYTES);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (NpmPackage one : packages()) {
                    if (cache.filesOf(one).stream()
                            .anyMatch(packed -> zip.getEntry(entry(one, packed)) != null)) {
                        progress.update(new Task("installing " + one.spec(), Unit.STEP), 0, 0);
                        cache.place(one, folder -> unpack(zip, file, one, folder), progress);
                        installed.add(one);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw new ModelException(file + " is not a file", e);
        } catch (ZipException e) {
            throw new ModelException(
                    "refused " + file + ": it is not a bundle of models, or is damaged", e);
        }
        if (installed.isEmpty()) {
            throw new ModelException(
                    ("refused %s: it holds no package that this version of Framewatch needs; write"
                                    + " the bundle with the same version")
                            .formatted(file));
        }
        return installed;
    }

    private void unpack(ZipFile zip, Path file, NpmPackage npmPackage, Path folder)
            throws IOException {
        for (PackageFile packed : cache.filesOf(npmPackage)) {
            ZipEntry entry = zip.getEntry(entry(npmPackage, packed));
            if (entry == null) {
                throw new ModelException(
                        "refused %s: it lacks %s of %s; write the bundle with the same version of Framewatch"
                                .formatted(file, packed.path(), npmPackage.spec()));
            }
            byte[] content;
            try (InputStream in = zip.getInputStream(entry)) {
                content = in.readNBytes((int) packed.bytes() + 1);
            }
            String problem = packed.problem(content);
            if (problem != null) {
                throw new ModelException("refused " + file + ": " + problem);
            }
            Path target = folder.resolve(packed.path());
            Files.createDirectories(target.getParent());
            DurableFiles.write(target, content);
        }
    }

    private List<NpmPackage> packages() {
        List<NpmPackage> packages = new ArrayList<>();
        for (Model model : catalogue) {
            if (model.source() instanceof Model.Packaged packaged
                    && !packages.contains(packaged.npm())) {
                packages.add(packaged.npm());
            }
        }
        return packages;
    }

    private static String entry(NpmPackage npmPackage, PackageFile packed) {
        return "packages/" + npmPackage.sha256() + "/" + packed.path();
    }
}
