package dev.framewatch.bench.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Enrols each person from some photos and looks for the person in the other photos of everybody:
 * {@code PeopleBench PROJECT FOLDER [OTHER-PROJECT]}. FOLDER contains a folder of photos for each
 * person. The first {@value #ENROLLED} photos, by name, are enrolled.
 */
public final class PeopleBench {
    private static final int ENROLLED = 5;

    private PeopleBench() {}

    /** Prints a line for each person: how often missed, and how often others were taken for it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: PROJECT FOLDER [OTHER-PROJECT]");
            System.exit(2);
        }
        Map<String, List<Path>> people = people(Path.of(args[1]));
        List<Checkout> checkouts = new ArrayList<>();
        for (String project : args.length > 2 ? List.of(args[0], args[2]) : List.of(args[0])) {
            checkouts.add(
                    new Checkout(Path.of(project), Files.createTempDirectory("framewatch-people")));
        }
        Path photos = Files.createTempDirectory("framewatch-photos");
        for (Map.Entry<String, List<Path>> person : people.entrySet()) {
            copy(person.getValue(), photos.resolve(person.getKey()));
        }
        System.out.printf("%-24s", "missed, false (photos)");
        checkouts.forEach(checkout -> System.out.printf("  %-32s", checkout.project()));
        System.out.println();
        for (Map.Entry<String, List<Path>> person : people.entrySet()) {
            System.out.printf("%-24s", person.getKey());
            for (Checkout checkout : checkouts) {
                enrol(checkout, person.getKey(), person.getValue());
                System.out.printf("  %-32s", errors(checkout, person.getKey(), photos));
            }
            System.out.println();
        }
    }

    private static Map<String, List<Path>> people(Path folder) throws IOException {
        Map<String, List<Path>> people = new LinkedHashMap<>();
        for (Path person : sorted(folder)) {
            List<Path> photos = Files.isDirectory(person) ? sorted(person) : List.of();
            if (photos.size() > ENROLLED) {
                people.put(person.getFileName().toString(), photos);
            }
        }
        return people;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the photos that are not enrolled: a folder of photos is scanned as one post. */
    private static void copy(List<Path> photos, Path folder) throws IOException {
        Files.createDirectory(folder);
        for (Path photo : photos.subList(ENROLLED, photos.size())) {
            Files.copy(photo, folder.resolve(photo.getFileName()));
        }
    }

    private static void enrol(Checkout checkout, String name, List<Path> photos)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("enrol", name));
        photos.subList(0, ENROLLED).forEach(photo -> command.add(photo.toString()));
        checkout.run(command);
    }

    private static String errors(Checkout checkout, String name, Path photos)
            throws IOException, InterruptedException {
        int own = 0;
        int missed = 0;
        int others = 0;
        int taken = 0;
        for (Path person : sorted(photos)) {
            JsonNode result =
                    checkout.run(List.of("scan", person.toString(), "--target=" + name)).getFirst();
            int all = result.get("sampled").intValue();
            int positives = result.at("/targets/0/positives").intValue();
            if (person.endsWith(name)) {
                own += all;
                missed += all - positives;
            } else {
                others += all;
                taken += positives;
            }
        }
        return String.format(
                Locale.ROOT, "%d of %d missed, %d of %d false", missed, own, taken, others);
    }
}
