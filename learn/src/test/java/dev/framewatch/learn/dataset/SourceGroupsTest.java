package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceGroupsTest {
    private final List<LabelledImage> pictures = new ArrayList<>();
    private final List<ImageDescriptor> fingerprints = new ArrayList<>();

    private void add(RgbImage picture, @Nullable String group) {
        String name = "f" + pictures.size() + ".jpg";
        pictures.add(new LabelledImage(name, Path.of(name), "1", true, group));
        fingerprints.add(ImageDescriptor.of(picture));
    }

    private List<String> groups() {
        return SourceGroups.of(pictures, fingerprints);
    }

    /** Returns a frame of a scene of random blocks, with some noise per frame. */
    private static RgbImage frame(int scene, int noise) {
        int[] colours = new Random(scene).ints(18 * 32 * 3, 0, 200).toArray();
        Random grain = new Random(noise);
        return Images.of(
                144,
                256,
                (x, y) -> {
                    int block = 3 * ((y / 8) * 18 + x / 8);
                    return Images.colour(
                            colours[block] + grain.nextInt(40),
                            colours[block + 1] + grain.nextInt(40),
                            colours[block + 2] + grain.nextInt(40));
                });
    }

    /** Returns the scene in a letterbox: most of the image is black. */
    private static RgbImage letterboxed(int scene) {
        RgbImage picture = frame(scene, 1);
        return Images.of(
                picture.width(),
                picture.height(),
                (x, y) -> y < 80 || y >= 176 ? 0 : Images.colourAt(picture, x, y));
    }

    @Test
    void framesOfOneSceneFormAGroupAndOtherScenesDoNot() {
        for (int scene = 0; scene < 5; scene++) {
            for (int noise = 0; noise < 4; noise++) {
                add(frame(scene, noise), null);
            }
        }

        assertThat(groups())
                .containsExactly(
                        "f0.jpg", "f0.jpg", "f0.jpg", "f0.jpg", "f4.jpg", "f4.jpg", "f4.jpg",
                        "f4.jpg", "f8.jpg", "f8.jpg", "f8.jpg", "f8.jpg", "f12.jpg", "f12.jpg",
                        "f12.jpg", "f12.jpg", "f16.jpg", "f16.jpg", "f16.jpg", "f16.jpg");
    }

    @Test
    void aVideoWhoseFramesLieFarApartIsOneGroup() {
        add(frame(0, 1), null);
        for (int scene = 1; scene < 30; scene++) {
            add(frame(scene, 1), null);
        }
        add(frame(0, 2), null);

        assertThat(groups().getLast()).isEqualTo("f0.jpg");
        assertThat(Set.copyOf(groups())).hasSize(30);
    }

    @Test
    void blackBarsAloneDoNotMakeTwoVideosOne() {
        for (int scene = 0; scene < 40; scene++) {
            add(scene % 10 == 0 ? letterboxed(scene) : frame(scene, 1), null);
        }

        assertThat(groups()).doesNotHaveDuplicates();
    }

    @Test
    void blankPicturesAreNobodysVideo() {
        add(Images.black(10, 10), null);
        add(Images.black(1, 1), null);

        assertThat(groups()).containsExactly("f0.jpg", "f1.jpg");
    }

    @Test
    void namedGroupsStayAndUnnamedPicturesJoinThem() {
        add(frame(0, 1), "a");
        add(frame(0, 2), "b");
        add(frame(1, 1), "a");
        add(frame(1, 2), null);

        assertThat(groups()).containsExactly("a", "b", "a", "a");
    }

    @Test
    void groupsCanBeWrittenCorrectedAndReadBack(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 3; i++) {
            add(frame(i / 2, i), null);
            Files.createFile(folder.resolve(pictures.get(i).name()));
        }
        Path csv = folder.resolve("groups.csv");

        GroupFile.write(csv, pictures, groups());

        assertThat(Files.readAllLines(csv))
                .containsExactly(
                        "Image_ID,Class,Group",
                        "f0.jpg,1,f0.jpg",
                        "f1.jpg,1,f0.jpg",
                        "f2.jpg,1,f2.jpg");
        Dataset read = LabelFile.read(csv, folder, null);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.images())
                .extracting(LabelledImage::group)
                .containsExactly("f0.jpg", "f0.jpg", "f2.jpg");
    }
}
