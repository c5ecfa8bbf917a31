package dev.framewatch.desk.crash;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that watches for one round and dies at a chosen point, as if it had been killed: no
 * hook runs and nothing is flushed. Each step asks the clock before it writes, and tells the
 * listener after it has written, so those are the points.
 */
final class KilledDesk {
    private static final int KILLED = 137;

    private static final AtomicInteger POINTS = new AtomicInteger();

    private KilledDesk() {}

    /**
     * @param args home folder; the time in milliseconds; the point at which to die, 0 for none
     */
    public static void main(String[] args) throws Exception {
        Instant now = Instant.ofEpochMilli(Long.parseLong(args[1]));
        int last = Integer.parseInt(args[2]);
        Clock clock =
                ((InstantSource)
                                () -> {
                                    point(last);
                                    return now;
                                })
                        .withZone(ZoneOffset.UTC);
        WatchFactory.RuntimeContext around =
                new WatchFactory.RuntimeContext(
                        Home.in(Path.of(args[0])),
                        _ -> new FeatureExtractor(null, null, new LightAbove()),
                        Map.of("PATH", ""),
                        clock,
                        new Random(1),
                        Supervisor.NONE,
                        "test");
        WatchSettings settings = WatchSettings.standard().withPause(Duration.ZERO);
        try (WatchFactory desk = WatchFactory.open(around, settings, new Points(last))) {
            boolean worked = desk.once();
            System.out.println((worked ? "worked " : "failed ") + POINTS.get());
        }
    }

    private static void point(int last) {
        if (POINTS.incrementAndGet() == last) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private record Points(int last) implements WatchListener {
        @Override
        public void note(String text) {
            System.err.println(text);
        }

        @Override
        public void polled(String source, int items, int fresh, List<String> notes) {
            point(last);
        }

        @Override
        public void pollFailed(String source, String why, Duration wait) {
            System.err.println(source + ": " + why);
        }

        @Override
        public void fetched(String post, long bytes) {
            point(last);
        }

        @Override
        public void fetchFailed(String post, String why, boolean forGood) {
            System.err.println(post + ": " + why);
        }

        @Override
        public void scanned(String video, List<String> verdicts) {
            point(last);
        }

        @Override
        public void sighted(SightingRecord sighting) {
            point(last);
        }
    }
}
