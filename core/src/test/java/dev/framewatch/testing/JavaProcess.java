package dev.framewatch.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a Java process of its own, for tests of every module. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * Returns the command that runs a main class with the class path and the native libraries of
     * this process.
     *
     * @param options of the virtual machine
     */
    public static List<String> command(List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        for (String property : List.of("framewatch.natives", "onnxruntime.native.path")) {
            command.add("-D%s=%s".formatted(property, System.getProperty(property)));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
