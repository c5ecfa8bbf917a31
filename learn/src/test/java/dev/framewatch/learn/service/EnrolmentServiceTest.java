package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.video.MediaFetcher;
import dev.framewatch.video.MediaFetcher.Media;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few pictures in, a target out. */
class EnrolmentServiceTest {
    private static final String ADDRESS = "https://example.org/harbour.png";

    @TempDir private Path folder;
    private DrawnDataset drawn;
    private Path harbour;
    private Path grey;

    @BeforeEach
    void pictures() throws IOException {
        drawn = new DrawnDataset(folder);
        harbour = drawn.add("harbour.png", "1", Prints.harbour());
        grey = drawn.add("grey.png", "1", Prints.flat(200, 200));
    }

    private Enrolled enrol(MediaFetcher fetcher, Request request) throws Exception {
        return new EnrolmentService(
                        new TargetStore(drawn.home().targets()), drawn.models(), fetcher)
                .enrol(request, ProgressListener.SILENT);
    }

    /** Fetches nothing. */
    static final MediaFetcher OFFLINE =
            address -> {
                throw new UnavailableException(address + " cannot be reached");
            };

    private static Request artwork(Object... pictures) {
        return new Request.Artwork(
                "print", List.of(pictures).stream().map(Object::toString).toList());
    }

    /** A folder of stills, as a fetcher leaves it. */
    private Path stills(Path... pictures) throws IOException {
        Path stills = Files.createDirectories(folder.resolve("fetched"));
        for (Path picture : pictures) {
            Files.copy(picture, stills.resolve(picture.getFileName()));
        }
        return stills;
    }

    @Test
    void theTargetIsMadeOfThePicturesThatCanServeAndTheOthersAreNamed() throws Exception {
        Enrolled enrolled = enrol(OFFLINE, artwork(harbour, grey));

        assertThat(enrolled.used()).isOne();
        assertThat(enrolled.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).startsWith(grey + ": skipped"));
        assertThat(TargetFile.readManifest(enrolled.file()).kind()).isEqualTo(TargetKind.ARTWORK);
    }

    @Test
    void aPictureAtAnAddressIsNamedByTheAddress() throws Exception {
        Path fetched = stills(grey);

        Enrolled enrolled = enrol(_ -> new Media(fetched, ""), artwork(harbour, ADDRESS));

        assertThat(enrolled.used()).isOne();
        assertThat(enrolled.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).startsWith(ADDRESS + ": skipped"));
    }

    @Test
    void anAddressWithSeveralPicturesOrNoneIsRefused() throws IOException {
        Path fetched = stills(harbour, grey);

        assertThatThrownBy(() -> enrol(_ -> new Media(fetched, ""), artwork(ADDRESS)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(ADDRESS + ": no images");
        assertThatThrownBy(() -> enrol(OFFLINE, artwork(ADDRESS)))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void whereNoPictureCanServeTheReasonsAreNamedAndNothingIsMade() {
        assertThatThrownBy(() -> enrol(OFFLINE, artwork(grey)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("grey.png");
        assertThat(drawn.home().targets()).doesNotExist();
    }

    @Test
    void aPersonNeedsModelsThatCannotAlwaysBeHad() {
        Request person = new Request.Person("anna", List.of(harbour.toString()), null);

        assertThatThrownBy(() -> enrol(OFFLINE, person))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("npm");
    }

    @Test
    void facesAreCountedFromOne() {
        assertThatThrownBy(() -> new Request.Person("anna", List.of("a.jpg"), 0))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("face"));
    }

    @Test
    void aPhotoIsRemovedByItsFileOrByItsNameButNotTheLastOne() throws Exception {
        TargetStore targets = new TargetStore(drawn.home().targets());
        EnrolmentService service = new EnrolmentService(targets, drawn.models(), OFFLINE);
        FaceEnrolment.of(
                        Targets.confirmation().backbones(),
                        List.of(
                                FaceReference.of("a.jpg", Targets.ONES, new float[] {1, 0}),
                                FaceReference.of(
                                        "b.jpg", Sha256.of(harbour), new float[] {0.8f, 0.6f}),
                                FaceReference.of("c.jpg", Targets.TWOS, new float[] {0, 1})),
                        List.of())
                .save("anna", targets);

        assertThat(service.removePhoto("anna", harbour.toString()).used()).isEqualTo(2);
        assertThatThrownBy(() -> service.removePhoto("anna", "b.jpg"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("b.jpg: no photo of 'anna' (its photos: a.jpg, c.jpg)");
        assertThat(service.removePhoto("anna", "a.jpg").used()).isOne();
        assertThatThrownBy(() -> service.removePhoto("anna", "c.jpg"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no other photo");
        assertThat(TargetFile.readManifest(targets.file("anna")).evaluation().positives()).isOne();
        assertThat(targets.versions().of("anna")).hasSize(2);
    }
}
