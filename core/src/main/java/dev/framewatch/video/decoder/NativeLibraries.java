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
 * The native libraries that Framewatch uses, loaded from the folders that the system property
 * {@code framewatch.natives} names, separated as in a class path. JavaCPP would unpack them from
 * jars to the user's home folder at every first use, and would look for libraries that bare
 * machines do not have.
 */
public final class NativeLibraries {
    private static final String FOLDERS = "framewatch.natives";

    /** Each after those it needs: nothing else tells the linker where they are. */
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
     * Loads the parts of libav, once. Has to come before any other use of JavaCPP's classes for it.
     *
     * @throws IOException when no folder is named, or they are not readable
     * @throws UnsatisfiedLinkError when a library is missing or made for another machine
     */
    public static void load() throws IOException {
        load("video", VIDEO);
    }

    /**
     * Loads a set of libraries, each of them once. Has to come before any other use of JavaCPP's
     * classes for them.
     *
     * @param purpose what they are for, as a message words it: {@code "video"}
     * @param inOrder names without {@code lib}, version and ending, each after those it needs; what
     *     a platform does not have is passed over, but the last has to be there
     * @throws IOException when no folder is named, or they are not readable or without these
     *     libraries
     * @throws UnsatisfiedLinkError when a library is missing or made for another machine
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

    /** {@code avutil} of libavutil.so.60, libavutil.60.dylib and avutil-60.dll. */
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
