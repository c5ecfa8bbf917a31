package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Programs;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HDR copies of a real clip are described like their original, because tones are mapped. HLG is
 * made for SDR screens as well, so it gains less than PQ.
 */
class HdrSceneFeaturesTest {
    private static final Model MODEL = ModelCatalogue.standard(ModelRole.SCENE_FEATURES);
    private static final int FRAMES = 3;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"smpte2084, 0.5", "arib-std-b67, 0.8"})
    void anHdrCopyHasTheSceneFeaturesOfItsOriginal(String transfer, double share) throws Exception {
        Path original = folder.resolve("original.mkv");
        Programs.stdout(
                "ffmpeg",
                "-i",
                Tutorial.video("Trump.mp4").toString(),
                "-t",
                String.valueOf(FRAMES),
                "-an",
                "-vf",
                "scale=288:512",
                "-c:v",
                "ffv1",
                original.toString());
        Path hdr = folder.resolve("hdr.mp4");
        Programs.stdout(
                "ffmpeg",
                "-i",
                original.toString(),
                "-vf",
                "zscale=tin=bt709:min=bt709:pin=bt709:rin=tv:t=%s:m=bt2020nc:p=bt2020:r=tv:npl=203,format=yuv420p10le"
                        .formatted(transfer),
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-x265-params",
                "crf=12:colorprim=bt2020:transfer=%s:colormatrix=bt2020nc".formatted(transfer),
                hdr.toString());
        Path untagged = folder.resolve("untagged.mp4");
        Programs.stdout(
                "ffmpeg",
                "-i",
                hdr.toString(),
                "-c",
                "copy",
                "-bsf:v",
                "hevc_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1",
                untagged.toString());

        try (SceneFeatures scenes =
                new SceneNetwork(OnnxModel.open(TestModels.obtain(MODEL.id())), MODEL.input())) {
            List<float[]> expected = features(scenes, original);
            double mapped = distance(expected, features(scenes, hdr));
            double unmapped = distance(expected, features(scenes, untagged));

            assertThat(mapped).isLessThan(share * unmapped);
        }
    }

    private static List<float[]> features(SceneFeatures scenes, Path video) throws Exception {
        List<float[]> features = new ArrayList<>();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream frames = decoder.open(video, Sampling.every(1))) {
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                features.add(scenes.extract(frame.image()).getFirst());
            }
        }
        assertThat(features).hasSize(FRAMES);
        return features;
    }

    /** Returns the mean Euclidean distance of the features of corresponding frames. */
    private static double distance(List<float[]> one, List<float[]> other) {
        double sum = 0;
        for (int frame = 0; frame < one.size(); frame++) {
            double squares = 0;
            for (int i = 0; i < one.get(frame).length; i++) {
                squares += Math.pow(one.get(frame)[i] - other.get(frame)[i], 2);
            }
            sum += Math.sqrt(squares);
        }
        return sum / one.size();
    }
}
