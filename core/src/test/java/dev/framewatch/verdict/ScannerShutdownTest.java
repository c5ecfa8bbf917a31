package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.Threshold;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scan that is interrupted or closed leaves no thread and no network in use. */
@Timeout(60)
class ScannerShutdownTest {
    private static final ScanOptions FULL = ScanOptions.standard();
    private static final ScanOptions EARLY =
            new ScanOptions(Sampling.every(1), Rule.tutorial(), new Threshold.Trained(), true, 0);

    @AutoClose private static VideoDecoder decoder;

    @TempDir private Path folder;
    private LightAbove network = new LightAbove();

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    @ParameterizedTest
    @CsvSource({"false, ++++++", "true, ++++++", "false, +"})
    void anInterruptEndsAScanAtOnceAndLeavesNoThread(boolean early, String pictures)
            throws Exception {
        CountDownLatch busy = new CountDownLatch(Math.min(LightScan.WORKERS, pictures.length()));
        network = new Endless(busy);
        Path clip = LightClips.write(folder.resolve("clip.mp4"), pictures);
        ScanOptions options = early ? EARLY : FULL;
        List<Throwable> thrown = new ArrayList<>();
        List<VideoResult> results = new ArrayList<>();
        Thread scan =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                results.addAll(
                                        LightScan.of(decoder, network, target(), options, clip));
                            } catch (InterruptedException | IOException e) {
                                thrown.add(e);
                            }
                        });
        awaitQuietly(busy);
        threadsOfScans().forEach(ScannerShutdownTest::awaitWaiting);
        scan.interrupt();

        assertThat(scan.join(Duration.ofSeconds(10))).as("it ended").isTrue();
        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(results).isEmpty();
        assertThat(threadsOfScans()).allSatisfy(ScannerShutdownTest::assertEnds);
    }

    /** Looks at a picture until it is interrupted. */
    private static final class Endless extends LightAbove {
        private final CountDownLatch busy;

        Endless(CountDownLatch busy) {
            this.busy = busy;
        }

        @Override
        public List<float[]> extract(RgbImage image) {
            busy.countDown();
            awaitQuietly(new CountDownLatch(1));
            return super.extract(image);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static List<Thread> threadsOfScans() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("recognise-.*|read-frames"))
                .toList();
    }

    private static void assertEnds(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Native memory that a network still reads must not be freed: that would end the process. */
    @Test
    void closingWaitsForTheNetworkToFinish() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        network =
                new LightAbove() {
                    @Override
                    public List<float[]> extract(RgbImage image) {
                        if (looks.incrementAndGet() > 1) {
                            busy.countDown();
                            calculateFor(TimeUnit.MILLISECONDS.toNanos(300));
                        }
                        finished.incrementAndGet();
                        return List.of(new float[] {1});
                    }
                };
        Path one = LightClips.write(folder.resolve("one.mp4"), "+");
        Path more = LightClips.write(folder.resolve("more.mp4"), "++++++");
        ScanListener failing =
                (_, _) -> {
                    awaitQuietly(busy);
                    throw new IllegalStateException("the disk is full");
                };

        try (FrameClassifier classifier = LightScan.classifier(network, target())) {
            Scanner scanner = new Scanner(decoder, classifier, LightScan.WORKERS);
            assertThatThrownBy(() -> scanner.scan(List.of(one, more), FULL, failing))
                    .hasMessage("the disk is full");
            scanner.close();

            assertThat(finished).hasValue(network.looks.get());
        }
    }

    private static void calculateFor(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Target target() throws IOException {
        return LightTargets.in(folder.resolve("targets"), "light", 0);
    }
}
