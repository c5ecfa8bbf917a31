package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.Rule;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that what dies while one video is judged costs that video only. */
@Timeout(120)
class JudgeStageTest {
    private static final Duration SECOND_SCAN = Duration.ofMinutes(10);

    @TempDir private Path folder;

    private TestDesk desk;
    private Path match;
    private Path poison;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        match = LightClips.write(folder.resolve("match.mp4"), "-++++-");
        poison = LightClips.write(folder.resolve("poison.mp4"), "??");
    }

    /** Throws whenever it is shown a black picture. */
    private static LightAbove deadlyOnBlack(Supplier<? extends Throwable> thrown) {
        return new LightAbove() {
            @Override
            public List<float[]> extract(RgbImage image) {
                List<float[]> light = super.extract(image);
                if (light.getFirst()[0] < 0.05) {
                    throw JudgeStageTest.<RuntimeException>sneak(thrown.get());
                }
                return light;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aPostThatExhaustsTheMemoryIsLostAfterItsSecondTryAndTheOthersAreJudgedAtOnce()
            throws Exception {
        desk.eyes = deadlyOnBlack(() -> new OutOfMemoryError("Java heap space"));
        desk.feed.add(desk.post("1", match));
        desk.feed.add(desk.post("2", poison));
        desk.feed.add(desk.post("3", LightClips.write(folder.resolve("other.mp4"), "++++")));
        assertThat(once()).isFalse();
        assertThat(desk.sightings()).hasSize(2);
        assertThat(desk.posts())
                .containsEntry("1", "judged")
                .containsEntry("2", "fetched: scanning it failed (OutOfMemoryError)")
                .containsEntry("3", "judged");
        desk.clock.advance(SECOND_SCAN.minusMinutes(1));
        once();
        assertThat(desk.posts())
                .containsEntry("2", "fetched: scanning it failed (OutOfMemoryError)");
        desk.clock.advance(Duration.ofMinutes(1));
        assertThat(once()).isFalse();
        assertThat(desk.posts()).containsEntry("2", "lost: scanning it failed (OutOfMemoryError)");
        desk.clock.advance(SECOND_SCAN);
        assertThat(once()).isTrue();
    }

    @Test
    void aWatchThatIsToldToEndWhileItWritesCostsNoVideoATry() throws Exception {
        desk.eyes = deadlyOnBlack(ClosedByInterruptException::new);
        desk.feed.add(desk.post("1", poison));
        assertThatThrownBy(this::once).isInstanceOf(InterruptedException.class);
        assertThat(desk.posts()).containsEntry("1", "fetched");
    }

    @Test
    void aTargetIsJudgedByTheRuleAndThresholdOfItsOwn() throws Exception {
        judge(match, new TargetSettings(Rule.parse("presence:4"), null));
        assertThat(desk.sightings()).isEmpty();
        judge(
                LightClips.write(folder.resolve("other.mp4"), "--++++-"),
                new TargetSettings(null, new Threshold.Value(1)));
        assertThat(desk.sightings()).isEmpty();
        judge(
                LightClips.write(folder.resolve("third.mp4"), "---++++----------"),
                new TargetSettings(Rule.parse("presence:3"), null));
        assertThat(desk.sightings()).hasSize(1);
    }

    private void judge(Path clip, TargetSettings light) throws Exception {
        desk.feed.add(desk.post(clip.toString(), clip));
        WatchSettings settings =
                TestDesk.settings().withTargets(new TreeMap<>(Map.of("light", light)));
        try (TestDesk.Opened opened = desk.open(settings)) {
            assertThat(opened.once()).isTrue();
        }
    }

    @Test
    void whatWorksTheSecondTimeIsJudged() throws Exception {
        desk.eyes = deadlyOnBlack(() -> new OutOfMemoryError("Java heap space"));
        desk.feed.add(desk.post("2", poison));
        once();
        desk.eyes = new LightAbove();
        desk.models = _ -> new FeatureExtractor(null, null, desk.eyes);
        desk.clock.advance(SECOND_SCAN);
        assertThat(once()).isTrue();
        assertThat(desk.posts()).containsEntry("2", "judged");
    }

    @Test
    void aBatchOfPoisonKeepsNoHealthyPostWaiting() throws Exception {
        desk.eyes = deadlyOnBlack(() -> new AssertionError("unforeseen"));
        for (int i : IntStream.range(0, 20).toArray()) {
            Path clip = LightClips.write(folder.resolve("p" + i + ".mp4"), "?".repeat(i + 1));
            desk.feed.add(desk.post("poison" + i, clip));
        }
        desk.feed.add(desk.post("healthy", match));
        once();
        assertThat(desk.posts()).containsEntry("healthy", "judged");
    }

    @Test
    void aModelThatFailsOnAFrameIsNoFailureOfThePost() throws Exception {
        desk.eyes = deadlyOnBlack(StackOverflowError::new);
        desk.feed.add(desk.post("2", poison));
        assertThat(once()).isTrue();
        assertThat(desk.posts()).containsEntry("2", "judged");
    }

    @Test
    void aTargetWhoseModelCannotBeLoadedIsSaidAndTheOthersAreSearchedFor() throws Exception {
        TargetStore store = new TargetStore(desk.home.resolve("targets"));
        byte[] head = LinearHead.onnx(new float[] {8}, -4);
        store.save(
                Targets.scene("broken", new ModelRef("absent", "1".repeat(64), "any"), head, 0),
                head);
        desk.models =
                part -> {
                    if (part.toString().contains("absent")) {
                        throw new NoClassDefFoundError("native library");
                    }
                    return new FeatureExtractor(null, null, desk.eyes);
                };
        desk.feed.add(desk.post("1", match));
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).extracting(Sighting::target).containsExactly("light");
        assertThat(desk.notes)
                .containsExactly("target broken is not monitored: NoClassDefFoundError");
        assertThat(desk.concerns())
                .containsExactly("target broken is not monitored: NoClassDefFoundError");
        desk.models = _ -> new FeatureExtractor(null, null, desk.eyes);
        once();
        assertThat(desk.sightings())
                .extracting(Sighting::target)
                .containsExactlyInAnyOrder("light", "broken");
        assertThat(desk.concerns()).isEmpty();
    }

    @Test
    void aTargetWhoseRatesAreUnknownIsSaidIfTheThresholdIsARate() throws Exception {
        Home home = Home.in(desk.home);
        Files.writeString(home.watchFile(), "threshold: fmr:0.02");
        try (TestDesk.Opened opened = desk.open(WatchSettingsFile.of(home))) {
            opened.once();
        }
        assertThat(desk.notes)
                .singleElement()
                .asString()
                .startsWith(
                        "target light is not monitored: threshold in the settings of the watch:"
                                + " fmr:0.02: this target was enrolled or imported");
    }

    @Test
    void evidenceThatCannotBeWrittenCostsNoPostATry() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.open().close();
        Path frames = desk.home.resolve("evidence/frames");
        Files.writeString(frames, "a file");
        for (int round = 0; round < 3; round++) {
            assertThat(once()).isFalse();
            desk.clock.advance(SECOND_SCAN);
        }
        assertThat(desk.posts()).containsEntry("1", "fetched");
        assertThat(desk.concerns()).containsExactly("judge: %s is not a folder".formatted(frames));
        Files.delete(frames);
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).hasSize(1);
        assertThat(desk.concerns()).isEmpty();
    }

    @Test
    void aDecoderThatIsKilledMeansASecondScan() throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        desk.eyes =
                new LightAbove() {
                    @Override
                    public List<float[]> extract(RgbImage image) {
                        if (killed.compareAndSet(false, true)) {
                            ProcessHandle.current()
                                    .children()
                                    .forEach(child -> {
                                        child.destroyForcibly();
                                        child.onExit().join();
                                    });
                        }
                        return super.extract(image);
                    }
                };
        desk.feed.add(desk.post("1", LightClips.write(folder.resolve("long.mp4"), "-".repeat(40))));
        assertThat(once()).isFalse();
        assertThat(desk.posts().get("1")).startsWith("fetched: only").endsWith("of 40 frames)");
        desk.clock.advance(SECOND_SCAN);
        assertThat(once()).isTrue();
        assertThat(desk.posts()).containsEntry("1", "judged");
    }

    @Test
    void aProcessThatDiedIsToldForADay() throws Exception {
        desk.supervisor =
                new Supervisor() {
                    @Override
                    public void replace(String reason) {}

                    @Override
                    public boolean hasPredecessorDied() {
                        return true;
                    }
                };
        once();
        assertThat(desk.concerns())
                .containsExactly("the watch died and was started again; see its log");
        desk.supervisor = Supervisor.NONE;
        desk.clock.advance(Duration.ofHours(24));
        once();
        assertThat(desk.concerns()).hasSize(1);
        desk.clock.advance(Duration.ofHours(1));
        once();
        assertThat(desk.concerns()).isEmpty();
    }

    private boolean once() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            return opened.watch().once();
        }
    }
}
