package dev.framewatch.cli;

import static java.util.stream.Collectors.joining;

import dev.framewatch.testing.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A checkout of the sources, empty but for the launcher and what it looks at. */
final class Checkout {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..").normalize();
    private static final List<String> MODULES =
            List.of("core", "learn", "learn-dense", "desk", "web", "cli");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private final List<String> environment = new ArrayList<>();

    /** Creates one in an empty folder, with sources that are older than any build. */
    Checkout(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("framewatch", "jdk.sh", "record-starts")) {
            Files.copy(ROOT.resolve(name), file(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        change("pom.xml", LONG_AGO);
        for (String module : MODULES) {
            change(module + "/pom.xml", LONG_AGO);
            change(module + "/src/main/java/Source.java", LONG_AGO);
        }
    }

    /** The distribution of this build, or of the one before. */
    static Path builtDistribution() {
        return ROOT.resolve("cli/target/dist");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path distribution() {
        return file("cli/target/dist");
    }

    /** Writes a file with a time of its own. */
    void change(String name, Instant time) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file(name).getParent()));
        Files.writeString(file(name), "");
        Files.setLastModifiedTime(file(name), FileTime.from(time));
    }

    /** Writes a program that the launcher finds before others of its name. */
    void program(String name, String script) throws IOException {
        Path program = file(name);
        Files.createDirectories(Objects.requireNonNull(program.getParent()));
        Files.writeString(program, "#!/bin/sh\n" + script);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file(name).getParent()));
        Files.writeString(file(name), text);
    }

    /** Copies a folder as {@code cp -a} does. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Sets a variable in the environment of the launcher. */
    void set(String name, String value) {
        environment.add(name + "=" + value);
    }

    /** Runs the launcher. */
    Cli.Ran run(String... words) throws IOException, InterruptedException {
        return run(command(words));
    }

    /** Runs the launcher and sends it a signal once its output has begun. */
    Cli.Ran runAndSignal(String signal, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(words));
        command.add(
                1, "--default-signal=HUP,INT,TERM"); // or deaf in the background and under nohup
        Path err = file("err");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        try (BufferedReader out = process.inputReader()) {
            String line = String.valueOf(out.readLine());
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            String rest = out.lines().map(next -> next + "\n").collect(joining());
            return new Cli.Ran(process.waitFor(), line + "\n" + rest, Files.readString(err));
        }
    }

    /** Runs the launcher on a terminal of 57 columns, which its output and error share. */
    Cli.Ran runOnTerminal(String... words) throws IOException, InterruptedException {
        String script = Programs.require("script").toString();
        return run(
                List.of(
                        script,
                        "-qec",
                        "stty cols 57 rows 20; " + String.join(" ", command(words)),
                        "/dev/null"));
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.add(file("framewatch").toString());
        command.addAll(List.of(words));
        return command;
    }

    private Cli.Ran run(List<String> command) throws IOException, InterruptedException {
        Path err = file("err");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli.Ran(process.waitFor(), out, Files.readString(err));
    }
}
