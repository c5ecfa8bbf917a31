package dev.framewatch.cli.demo;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.cli.console.TestTerminal;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The demo as a person runs it, except that its clips have fewer frames a second, of which it
 * samples one. All test classes share one run, because it takes a while; it is shown on several
 * terminals at once.
 *
 * @param screens what was shown on each terminal
 */
record RanDemo(DemoFolder folder, Demo.Outcome outcome, Map<TestTerminal, TerminalScreen> screens)
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
            Map<TestTerminal, TerminalScreen> screens = new EnumMap<>(TestTerminal.class);
            List<Console> consoles = new ArrayList<>();
            for (TestTerminal terminal : TestTerminal.values()) {
                TerminalScreen screen = terminal.screen();
                screens.put(terminal, screen);
                consoles.add(terminal.console(screen));
            }
            Demo.Outcome outcome;
            try (Audience audience = Audience.of(consoles)) {
                outcome = new Demo(PLAN, folder, TestModels.store(), audience).run();
            }
            for (Console console : consoles) {
                DemoCommand.report(console.out(), outcome, folder, Duration.ofSeconds(9));
            }
            return new RanDemo(folder, outcome, screens);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows the progress of one run on several terminals. */
    private record Audience(List<ScreenProgress> all) implements ProgressListener, AutoCloseable {
        static Audience of(List<Console> consoles) {
            return new Audience(consoles.stream().map(ScreenProgress::on).toList());
        }

        @Override
        public void update(Task task, long done, long total) {
            all.forEach(one -> one.update(task, done, total));
        }

        @Override
        public void update(Task task, long done, long total, String detail) {
            all.forEach(one -> one.update(task, done, total, detail));
        }

        @Override
        public void notice(String message) {
            all.forEach(one -> one.notice(message));
        }

        @Override
        public void close() {
            all.forEach(ScreenProgress::close);
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
