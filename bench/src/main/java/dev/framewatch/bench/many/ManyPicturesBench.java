package dev.framewatch.bench.many;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains on many images as a user would, and measures time and memory: {@code ManyPicturesBench
 * PROJECT TUTORIAL-DATA FOLDER [PICTURES [KIND...]]}. The images are generated in FOLDER and stay
 * there, so that a second run only trains. Text after a colon in KIND is passed on as options:
 * {@code scene:--head=dense}.
 */
public final class ManyPicturesBench {
    private static final int PICTURES = 50_000;
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
    private static final long EVERY_MILLIS = 200;

    private ManyPicturesBench() {}

    /** Prints wall-clock time and peak resident memory for each kind. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 3) {
            System.err.println("usage: PROJECT TUTORIAL-DATA FOLDER [PICTURES [KIND...]]");
            System.exit(2);
        }
        Path launcher = Path.of(args[0]).toAbsolutePath().resolve("framewatch");
        Path data = Path.of(args[1]);
        Path folder = Path.of(args[2]).toAbsolutePath();
        int count = args.length > 3 ? Integer.parseInt(args[3]) : PICTURES;
        List<String> kinds =
                args.length > 4 ? List.of(args).subList(4, args.length) : List.of("scene", "face");
        Path images = folder.resolve("pictures-" + count);
        Path labels =
                ManyPictures.like(data.resolve("mapping_trump.csv"), data.resolve("images"))
                        .write(images, count);
        for (String kind : kinds) {
            List<String> command = new ArrayList<>(List.of(launcher.toString(), "train", "many"));
            command.addAll(List.of("--labels", labels.toString(), "--images", images.toString()));
            String[] options = kind.split(":");
            command.addAll(List.of("--kind", options[0]));
            command.addAll(List.of(options).subList(1, options.length));
            run(command, folder.resolve("home"), kind, count);
        }
    }

    private static void run(List<String> command, Path home, String kind, int count)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("FRAMEWATCH_HOME", home.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d images: status %d, %.0f s, peak %d MB resident%n",
                kind,
                count,
                process.exitValue(),
                (System.nanoTime() - start) / 1e9,
                peak / 1000);
    }

    /**
     * Returns the peak resident memory of a process so far, in kilobytes; 0 if the system does not
     * report it.
     */
    private static long peak(long pid) {
        try {
            Matcher found = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            return 0; // it has ended, or this system has no such file
        }
    }
}
