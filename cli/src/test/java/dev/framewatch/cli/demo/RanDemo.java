package dev.framewatch.cli.demo;

import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The demo as a person runs it, except that its clips have fewer frames a second, of which it
 * samples one. All test classes share one run, because it takes a while.
 */
record RanDemo(DemoFolder folder, Demo.Outcome outcome, TerminalScreen screen)
        implements AutoCloseable {
    private static final DemoPlan PLAN = withFewerFrames(DemoPlan.standard(1));

    private static DemoPlan withFewerFrames(DemoPlan plan) {
        return new DemoPlan(
                plan.seed(),
                plan.trainingClips(),
                plan.framesPerClip(),
                plan.clips(),
                plan.seconds(),
                3);
    }

    private static RanDemo run() {
        TestModels.obtain(ModelCatalogue.regions().id());
        try {
            DemoFolder folder = new DemoFolder(Files.createTempDirectory("framewatch-demo"));
            TerminalScreen screen = new TerminalScreen(80);
            Demo.Outcome outcome;
            try (ScreenProgress progress =
                    ScreenProgress.on(screen.console(Map.of("TERM", "xterm")))) {
                outcome = new Demo(PLAN, folder, TestModels.store(), progress).run();
            }
            return new RanDemo(folder, outcome, screen);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Deletes what the demo made. */
    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder.root())) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** Gives the run to each test method that has a parameter for it. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == RanDemo.class;
        }

        @Override
        public RanDemo resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(Namespace.create(RanDemo.class))
                    .computeIfAbsent(RanDemo.class, _ -> run(), RanDemo.class);
        }
    }
}
