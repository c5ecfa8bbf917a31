package dev.framewatch.video.decoder;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads native libraries from the folders in the system property {@code framewatch.natives}, which
 * has the format of a class path. By default, JavaCPP would unpack them to the user's home folder
 * on first use, and would search for libraries that minimal systems lack.
 */
public final class NativeLibraries {
    private static final String FOLDERS = "framewatch.natives";

    /**
     * Libraries in the order of their dependencies, since the linker does not know their folder.
     */
    private static final List<String> VIDEO =
            List.of(
                    "jnijavacpp",
                    "drm",
                    "va",
                    "va-drm",
                    "avutil",
                    "jniavutil",
                    "swresample",
                    "avcodec",
                    "jniavcodec",
                    "avformat",
                    "jniavformat",
                    "swscale",
                    "jniswscale");

    private static final Set<String> loaded = new HashSet<>();

    private NativeLibraries() {}

    /**
     * Loads the libav libraries, once. Must be called before JavaCPP's classes for them are used.
     *
     * @throws IOException if no folder is specified or readable
     * @throws UnsatisfiedLinkError if a library is missing or built for another platform
     */
    public static void load() throws IOException {
        load("video", VIDEO);
    }

    /**
     * Loads a set of libraries, each of them once. Must be called before JavaCPP's classes for them
     * are used.
     *
     * @param purpose purpose of the libraries in messages, such as {@code "video"}
     * @param inOrder names without {@code lib}, version and extension, in the order of their
     *     dependencies; libraries that a platform lacks are skipped, but the last must exist
     * @throws IOException if no folder is specified, readable, or contains these libraries
     * @throws UnsatisfiedLinkError if a library is missing or built for another platform
     */
    @SuppressWarnings("restricted") // loading libraries is what this class is for
    public static synchronized void load(String purpose, List<String> inOrder) throws IOException {
        if (loaded.contains(inOrder.getLast())) {
            return;
        }
        String folders = System.getProperty(FOLDERS);
        if (folders == null) {
            throw new IOException("the system property " + FOLDERS + " names no folder");
        }
        System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        Map<String, Path> found = new HashMap<>();
        for (String folder : folders.split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(folder))) {
                addByStem(Path.of(folder), found);
            }
        }
        if (!found.containsKey(inOrder.getLast())) {
            throw new IOException(folders + " does not hold the libraries for " + purpose);
        }
        for (String stem : inOrder) {
            Path library = found.get(stem);
            if (library != null && !loaded.contains(stem)) {
                System.load(library.toAbsolutePath().toString());
                loaded.add(stem);
            }
        }
    }

    private static void addByStem(Path folder, Map<String, Path> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                found.putIfAbsent(stem(String.valueOf(file.getFileName())), file);
            }
        }
    }

    /** Returns {@code avutil} for libavutil.so.60, libavutil.60.dylib and avutil-60.dll. */
    private static String stem(String fileName) {
        int from = fileName.startsWith("lib") ? 3 : 0;
        int dot = fileName.indexOf('.');
        int end = dot < 0 ? fileName.length() : dot;
        int digits = end;
        while (digits > from && Character.isDigit(fileName.charAt(digits - 1))) {
            digits--;
        }
        boolean dashed = digits > from && fileName.charAt(digits - 1) == '-';
        return fileName.substring(from, dashed ? digits - 1 : digits);
    }
}
