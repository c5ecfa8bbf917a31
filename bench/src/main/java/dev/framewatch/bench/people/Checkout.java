package dev.framewatch.bench.people;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A built checkout of Framewatch, used as by its users.
 *
 * @param project its folder
 * @param home the home folder of its targets
 */
record Checkout(Path project, Path home) {
    /**
     * Runs a command and returns what it prints as JSON.
     *
     * @throws IOException if it ends with a status other than 0 and 1
     */
    List<JsonNode> run(List<String> command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(project.toAbsolutePath().resolve("framewatch").toString());
        line.addAll(command);
        line.add("--json");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FRAMEWATCH_HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() > 1) {
            throw new IOException(line + " ended with " + process.exitValue());
        }
        return out.lines()
                .filter(text -> text.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
