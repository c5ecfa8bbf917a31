package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.ClipIndex;
import dev.framewatch.clip.ClipMatch;
import dev.framewatch.clip.DrawnClip;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.video.Clips;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scan gives a clip's fingerprint beside its verdicts, from the pictures that it decodes. */
@Timeout(60)
class FingerprintedScanTest {
    private static final ScanOptions WITH = ScanOptions.standard().withFingerprint();

    @TempDir private Path folder;
    private final LightAbove network = new LightAbove();

    @Test
    void aCopyOfOtherCodingAndSizeThatBeginsLaterIsFound() throws Exception {
        Path clip = write("clip.mp4", Codec.H264, 180, 320, 1, 0);
        Path other = write("other.mp4", Codec.H264, 180, 320, 2, 0);
        Path copy = write("copy.webm", Codec.VP9, 108, 192, 1, 0.6);

        List<VideoResult> results = scan(WITH, clip, other, copy);

        ClipIndex index = new ClipIndex();
        index.add(1, fingerprint(results.get(0)));
        index.add(2, fingerprint(results.get(1)));
        ClipMatch match = index.find(fingerprint(results.get(2))).orElseThrow();
        assertThat(match.id()).isEqualTo(1);
        assertThat(match.offsetSeconds()).isBetween(0.45, 0.75);
    }

    @Test
    void theFingerprintHasFourSamplesASecondAndTheNetworkStillSeesOne() throws Exception {
        Path clip = write("clip.mp4", Codec.H264, 180, 320, 1, 0);

        VideoResult result = scan(WITH, clip).getFirst();

        assertThat(fingerprint(result).samples()).isBetween(36, 40);
        assertThat(fingerprint(result).seconds()).isEqualTo(10);
        assertThat(network.looks).hasValue(10);
        assertThat(result.coverage().sampled()).isEqualTo(10);
    }

    @Test
    void nobodyWhoDoesNotAskGetsOne() throws Exception {
        Path clip = write("clip.mp4", Codec.H264, 180, 320, 1, 0);

        assertThat(scan(ScanOptions.standard(), clip).getFirst().fingerprint()).isNull();
    }

    @Test
    void aFileThatCannotBeReadHasNone() throws Exception {
        Path page = Files.writeString(folder.resolve("page.mp4"), "<html>");

        assertThat(scan(WITH, page).getFirst().fingerprint()).isNull();
    }

    private static ClipFingerprint fingerprint(VideoResult result) {
        return Objects.requireNonNull(result.fingerprint());
    }

    private Path write(String name, Codec codec, int width, int height, long seed, double from)
            throws IOException {
        DrawnClip clip = new DrawnClip(seed);
        return Clips.write(
                folder.resolve(name),
                VideoEncoding.of(codec, 12),
                (int) Math.ceil((DrawnClip.SECONDS - 0.01 - from) * 12),
                i -> clip.picture(width, height, from + i / 12.0));
    }

    private List<VideoResult> scan(ScanOptions options, Path... videos) throws Exception {
        List<VideoResult> results = new ArrayList<>();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(
                                List.of(LightTargets.in(folder.resolve("targets"), "light", 0)),
                                _ -> new FeatureExtractor(null, null, network));
                Scanner scanner = new Scanner(decoder, classifier, 2)) {
            scanner.scan(List.of(videos), options, (result, _) -> results.add(result));
        }
        return results;
    }
}
